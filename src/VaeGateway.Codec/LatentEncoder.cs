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
        return Pack(_model.Analyze(image, quality));
    }

    /// <summary>Entropy-codes symbols.</summary>
    /// <param name="symbols">The symbols of an image.</param>
    /// <returns>The container.</returns>
    public byte[] Pack(LatentSymbols symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        var model = _model.Description;
        var partition = ChunkPartition.For(EstimateBytes(symbols), symbols.Geometry);
        List<byte[]> chunks = [_hyperLatentCoder.Encode(symbols.HyperLatent, symbols.Quality)];
        foreach (var chunk in ResidualChunk.All(symbols.Geometry, partition, model.LatentChannels))
        {
            chunks.Add(chunk.Encode(_residualCoder, symbols.Residual, symbols.ScaleIndex));
        }

        var header = new ContainerHeader(model.Fingerprint, symbols.Geometry, symbols.Quality, partition, [.. chunks.Select(c => c.Length)]);
        return ContainerWriter.Write(header, chunks);
    }

    /// <summary>A rough count, good enough to size the chunks: about three bits to a non-zero residual.</summary>
    private static double EstimateBytes(LatentSymbols symbols) => symbols.Residual.Count(r => r != 0) * 3.5 / 8;
}
