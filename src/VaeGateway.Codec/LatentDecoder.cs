using VaeGateway.Codec.Container;
using VaeGateway.Codec.EntropyCoding;

namespace VaeGateway.Codec;

/// <summary>Container to pixels. Safe for concurrent use; what it needs in between is rented, not allocated.</summary>
public sealed class LatentDecoder
{
    /// <summary>However large <see cref="MaxPixels"/> is: beyond this an image's samples, or the symbols of up to 1024 channels, do not fit an array.</summary>
    private const long AddressablePixels = int.MaxValue / 4;

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

    /// <summary>Largest width × height in pixels to accept, and what bounds a hostile container's cost: a few bytes may declare as much.</summary>
    /// <remarks>A pixel takes about 7 bytes while it is decoded (3 samples, 3.75 for the symbols of 320 channels), and the networks' time.</remarks>
    public long MaxPixels { get; init; } = LatentFormat.DefaultMaxPixels;

    /// <summary>Decodes a container or any prefix that holds its header and hyper-latent.</summary>
    /// <param name="container">The bytes.</param>
    /// <returns>The image; see <see cref="DecodedLatent.IsComplete"/> for whether all of it arrived.</returns>
    /// <exception cref="InvalidLatentException">The header or the hyper-latent is damaged, or another model's.</exception>
    public DecodedLatent Decode(ReadOnlySpan<byte> container)
    {
        var opened = Open(container);
        using var symbols = new PooledSymbols(opened.Header.Geometry, _model.Description);
        var lost = Read(container, opened, symbols, CancellationToken.None);
        var (width, height) = (opened.Header.Geometry.Width, opened.Header.Geometry.Height);
        var samples = new byte[checked(width * height * RgbImage.Channels)];
        Synthesize(opened, symbols, samples, CancellationToken.None);
        return new DecodedLatent(new RgbImage(width, height, samples), lost, opened.TotalChunks);
    }

    /// <summary>As <see cref="Decode"/>, into rented memory: at steady state nothing of the image's size is allocated.</summary>
    /// <param name="container">The bytes.</param>
    /// <param name="lostChunks">Residual chunks that were cut off or damaged; the prior's mean stands in for them.</param>
    /// <param name="totalChunks">All residual chunks.</param>
    /// <param name="cancellationToken">Ends the decode, within a network's run too.</param>
    /// <returns>The image, to be disposed by the caller.</returns>
    /// <exception cref="InvalidLatentException">The header or the hyper-latent is damaged, or another model's.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public PooledRgbImage DecodePooled(
        ReadOnlySpan<byte> container, out int lostChunks, out int totalChunks, CancellationToken cancellationToken = default)
    {
        var opened = Open(container);
        using var symbols = new PooledSymbols(opened.Header.Geometry, _model.Description);
        lostChunks = Read(container, opened, symbols, cancellationToken);
        totalChunks = opened.TotalChunks;
        return SynthesizePooled(opened, symbols, cancellationToken);
    }

    /// <summary>Decodes the soft picture that header and hyper-latent give, whatever else is there: the prior's mean without any residual.</summary>
    /// <remarks>It costs the mean and synthesis networks, but neither the scale network nor entropy decoding.</remarks>
    /// <param name="prefix">A container's first bytes, <see cref="ContainerHeader.HyperLatentEnd"/> or more of them.</param>
    /// <param name="cancellationToken">Ends the decode, within a network's run too.</param>
    /// <returns>The image, to be disposed by the caller.</returns>
    /// <exception cref="InvalidLatentException">The header or the hyper-latent is damaged, cut off, or another model's.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public PooledRgbImage DecodePreview(ReadOnlySpan<byte> prefix, CancellationToken cancellationToken = default)
    {
        var opened = Open(prefix);
        using var symbols = new PooledSymbols(opened.Header.Geometry, _model.Description);
        DecodeHyperLatent(prefix, opened, symbols.HyperLatent.Span);
        return SynthesizePooled(opened, symbols, cancellationToken);
    }

    /// <summary>Decodes a container's symbols.</summary>
    /// <param name="container">The bytes.</param>
    /// <param name="lostChunks">Residual chunks that were cut off or damaged.</param>
    /// <param name="totalChunks">All residual chunks.</param>
    /// <exception cref="InvalidLatentException">The header or the hyper-latent is damaged, or another model's.</exception>
    public LatentSymbols Unpack(ReadOnlySpan<byte> container, out int lostChunks, out int totalChunks)
    {
        var opened = Open(container);
        using var symbols = new PooledSymbols(opened.Header.Geometry, _model.Description);
        lostChunks = Read(container, opened, symbols, CancellationToken.None);
        totalChunks = opened.TotalChunks;
        return new LatentSymbols(
            opened.Header.Geometry, opened.Header.Quality, symbols.HyperLatent.ToArray(), symbols.ScaleIndex.ToArray(), symbols.Residual.ToArray());
    }

    /// <summary>Checks all that can be checked before memory is taken in proportion to the image.</summary>
    private OpenedContainer Open(ReadOnlySpan<byte> container)
    {
        var (header, offset) = ContainerReader.ReadHeader(container, Math.Min(MaxPixels, AddressablePixels));
        var model = _model.Description;
        if (header.Fingerprint != model.Fingerprint)
        {
            throw new InvalidLatentException($"it was made by model {header.Fingerprint:x8}, not by \"{model.Id}\" ({model.Fingerprint:x8}).", 4);
        }

        var chunks = ContainerReader.FindChunks(container, header, offset);
        return chunks[0] is { } hyperLatent
            ? new OpenedContainer(header, hyperLatent, chunks)
            : throw new InvalidLatentException("the hyper-latent is cut off or its checksum does not match.", offset);
    }

    /// <returns>How many residual chunks were lost.</returns>
    private int Read(ReadOnlySpan<byte> container, OpenedContainer opened, PooledSymbols symbols, CancellationToken cancellationToken)
    {
        var header = opened.Header;
        DecodeHyperLatent(container, opened, symbols.HyperLatent.Span);
        _model.PredictScalesInto(symbols.HyperLatent, header.Geometry, header.Quality, symbols.ScaleIndex, cancellationToken);
        var (lost, next) = (0, 1);
        foreach (var chunk in ResidualChunk.All(header.Geometry, header.Partition, _model.Description.LatentChannels))
        {
            cancellationToken.ThrowIfCancellationRequested();
            lost += DecodeResidual(chunk, opened.Chunks[next++], container, symbols) ? 0 : 1;
        }

        return lost;
    }

    private void DecodeHyperLatent(ReadOnlySpan<byte> container, OpenedContainer opened, Span<sbyte> hyperLatent)
    {
        try
        {
            _hyperLatentCoder.Decode(container[opened.HyperLatent], opened.Header.Quality, hyperLatent);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidLatentException(e.Message, opened.HyperLatent.Start.Value, e);
        }
    }

    private bool DecodeResidual(ResidualChunk chunk, Range? range, ReadOnlySpan<byte> container, PooledSymbols symbols)
    {
        if (range is not { } whole)
        {
            return false;
        }

        try
        {
            chunk.Decode(_residualCoder, container[whole], symbols.ScaleIndex.Span, symbols.Residual.Span);
            return true;
        }
        catch (InvalidDataException)
        {
            chunk.Clear(symbols.Residual.Span);
            return false;
        }
    }

    private PooledRgbImage SynthesizePooled(OpenedContainer opened, PooledSymbols symbols, CancellationToken cancellationToken)
    {
        var image = new PooledRgbImage(opened.Header.Geometry);
        try
        {
            Synthesize(opened, symbols, image.Writable, cancellationToken);
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private void Synthesize(OpenedContainer opened, PooledSymbols symbols, Memory<byte> samples, CancellationToken cancellationToken) =>
        _model.SynthesizeInto(symbols.HyperLatent, symbols.Residual, opened.Header.Geometry, opened.Header.Quality, samples, cancellationToken);

    private readonly record struct OpenedContainer(ContainerHeader Header, Range HyperLatent, IReadOnlyList<Range?> Chunks)
    {
        public int TotalChunks => Chunks.Count - 1;
    }
}
