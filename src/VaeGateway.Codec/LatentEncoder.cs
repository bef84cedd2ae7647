using VaeGateway.Codec.Container;
using VaeGateway.Codec.EntropyCoding;

namespace VaeGateway.Codec;

/// <summary>Pixels to container. Safe for concurrent use.</summary>
public sealed class LatentEncoder
{
    private readonly ILatentModel _model;
    private readonly SymbolCoder _residualCoder;
    private readonly HyperLatentCoder _hyperLatentCoder;

    /// <summary>Creates an encoder.</summary>
    /// <param name="model">The networks.</param>
    public LatentEncoder(ILatentModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _residualCoder = new SymbolCoder(model.Description.Tables);
        _hyperLatentCoder = new HyperLatentCoder(model.Description);
    }

    /// <summary>Encodes an image. The same input gives the same bytes.</summary>
    /// <param name="image">The image.</param>
    /// <param name="quality">Quality, 0 to 63.</param>
    /// <returns>The container.</returns>
    public byte[] Encode(RgbImage image, int quality)
    {
        ArgumentNullException.ThrowIfNull(image);
        QualityScale.Check(quality);
        var geometry = new LatentGeometry(image.Width, image.Height);
        using var symbols = new PooledSymbols(geometry, _model.Description);
        _model.AnalyzeInto(image, quality, symbols.HyperLatent, symbols.ScaleIndex, symbols.Residual);
        return Pack(geometry, quality, symbols.HyperLatent.Span, symbols.ScaleIndex.Span, symbols.Residual.Span);
    }

    /// <summary>Entropy-codes symbols.</summary>
    /// <param name="symbols">The symbols of an image.</param>
    /// <returns>The container.</returns>
    public byte[] Pack(LatentSymbols symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        return Pack(symbols.Geometry, symbols.Quality, symbols.HyperLatent, symbols.ScaleIndex, symbols.Residual);
    }

    private byte[] Pack(
        LatentGeometry geometry, int quality, ReadOnlySpan<sbyte> hyperLatent, ReadOnlySpan<byte> scaleIndex, ReadOnlySpan<short> residual)
    {
        var (model, encoder) = (_model.Description, new RangeEncoder());
        var partition = ChunkPartition.For(EstimateBytes(residual), geometry);
        List<byte[]> chunks = [_hyperLatentCoder.Encode(encoder, hyperLatent, quality)];
        foreach (var chunk in ResidualChunk.All(geometry, partition, model.LatentChannels))
        {
            chunks.Add(chunk.Encode(_residualCoder, encoder, residual, scaleIndex));
        }

        var header = new ContainerHeader(model.Fingerprint, geometry, quality, partition, [.. chunks.Select(c => c.Length)]);
        return ContainerWriter.Write(header, chunks);
    }

    /// <summary>A rough count, good enough to size the chunks: about three bits to a non-zero residual.</summary>
    private static double EstimateBytes(ReadOnlySpan<short> residual) => (residual.Length - residual.Count((short)0)) * 3.5 / 8;
}
