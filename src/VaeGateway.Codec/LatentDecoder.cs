using VaeGateway.Codec.Container;
using VaeGateway.Codec.EntropyCoding;

namespace VaeGateway.Codec;

/// <summary>Container to pixels. Safe for concurrent use.</summary>
public sealed class LatentDecoder
{
    private readonly ILatentModel _model;
    private readonly SymbolCoder _residualCoder;
    private readonly HyperLatentCoder _hyperLatentCoder;

    /// <summary>Creates a decoder.</summary>
    /// <param name="model">The networks.</param>
    public LatentDecoder(ILatentModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _residualCoder = new SymbolCoder(model.Description.Tables);
        _hyperLatentCoder = new HyperLatentCoder(model.Description);
    }

    /// <summary>Largest width × height in pixels to accept.</summary>
    public long MaxPixels { get; init; } = LatentFormat.DefaultMaxPixels;

    /// <summary>Decodes a container or any prefix that holds its header and hyper-latent.</summary>
    /// <param name="container">The bytes.</param>
    /// <returns>The image; see <see cref="DecodedLatent.IsComplete"/> for whether all of it arrived.</returns>
    /// <exception cref="InvalidLatentException">The header or the hyper-latent is damaged, or another model's.</exception>
    public DecodedLatent Decode(ReadOnlySpan<byte> container)
    {
        var symbols = Unpack(container, out var lost, out var total);
        return new DecodedLatent(_model.Synthesize(symbols), lost, total);
    }

    /// <summary>Decodes a container's symbols.</summary>
    /// <param name="container">The bytes.</param>
    /// <param name="lostChunks">Residual chunks that were cut off or damaged.</param>
    /// <param name="totalChunks">All residual chunks.</param>
    /// <exception cref="InvalidLatentException">The header or the hyper-latent is damaged, or another model's.</exception>
    public LatentSymbols Unpack(ReadOnlySpan<byte> container, out int lostChunks, out int totalChunks)
    {
        var (header, offset) = ContainerReader.ReadHeader(container, MaxPixels);
        var model = _model.Description;
        if (header.Fingerprint != model.Fingerprint)
        {
            throw new InvalidLatentException($"it was made by model {header.Fingerprint:x8}, not by \"{model.Id}\" ({model.Fingerprint:x8}).", 4);
        }

        var found = ContainerReader.FindChunks(container, header, offset);
        var hyperLatent = DecodeHyperLatent(container, header, found[0], offset);
        var scaleIndex = _model.PredictScales(hyperLatent, header.Geometry, header.Quality);
        var residual = new short[scaleIndex.Length];
        totalChunks = found.Count - 1;
        lostChunks = 0;
        foreach (var (chunk, range) in ResidualChunk.All(header.Geometry, header.Partition, model.LatentChannels).Zip(found.Skip(1)))
        {
            lostChunks += DecodeResidual(chunk, range, container, scaleIndex, residual) ? 0 : 1;
        }

        return new LatentSymbols(header.Geometry, header.Quality, hyperLatent, scaleIndex, residual);
    }

    private sbyte[] DecodeHyperLatent(ReadOnlySpan<byte> container, ContainerHeader header, Range? range, int offset)
    {
        if (range is not { } whole)
        {
            throw new InvalidLatentException("the hyper-latent is cut off or its checksum does not match.", offset);
        }

        var hyperLatent = new sbyte[_model.Description.HyperChannels * header.Geometry.HyperWidth * header.Geometry.HyperHeight];
        try
        {
            _hyperLatentCoder.Decode(container[whole], header.Quality, hyperLatent);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidLatentException(e.Message, offset, e);
        }

        return hyperLatent;
    }

    private bool DecodeResidual(ResidualChunk chunk, Range? range, ReadOnlySpan<byte> container, byte[] scaleIndex, short[] residual)
    {
        if (range is not { } whole)
        {
            return false;
        }

        try
        {
            chunk.Decode(_residualCoder, container[whole], scaleIndex, residual);
            return true;
        }
        catch (InvalidDataException)
        {
            chunk.Clear(residual);
            return false;
        }
    }
}
