using VaeGateway.Codec.Targets;

namespace VaeGateway.Codec;

/// <summary>The networks of one trained model, wherever they run. Implementations are safe for concurrent use.</summary>
public interface ILatentModel
{
    /// <summary>The model's identity, shapes and entropy tables.</summary>
    ModelDescription Description { get; }

    /// <summary>Encoder side: pixels to symbols (analysis, scale and mean networks, quantizer).</summary>
    /// <param name="image">The image.</param>
    /// <param name="quality">Quality, 0 to 63.</param>
    /// <returns>The symbols to code. Residuals that the container does not carry may be non-zero; they are dropped.</returns>
    LatentSymbols Analyze(RgbImage image, int quality);

    /// <summary>Scale network: the scale index of every residual, bit for bit the same on every machine.</summary>
    /// <param name="hyperLatent">z, shape [Z, HyperHeight, HyperWidth].</param>
    /// <param name="geometry">The image's sizes.</param>
    /// <param name="quality">Quality, 0 to 63.</param>
    /// <returns>Scale index 0 to 63, shape [M, LatentHeight, LatentWidth].</returns>
    byte[] PredictScales(sbyte[] hyperLatent, LatentGeometry geometry, int quality);

    /// <summary>Decoder side: symbols to pixels (mean and synthesis networks).</summary>
    /// <param name="symbols">The decoded symbols.</param>
    /// <returns>The image.</returns>
    RgbImage Synthesize(LatentSymbols symbols);

    /// <summary>What an image's symbols come to at any quality; a model that tells all of them from fewer analyses overrides this.</summary>
    /// <param name="image">The image; not to be changed before the estimates are disposed.</param>
    ISymbolEstimates Estimate(RgbImage image) => new RepeatedAnalysis(this, image);

    /// <summary>As <see cref="Analyze"/>, into memory of the caller's; a model that allocates nothing big for it overrides this.</summary>
    /// <param name="image">The image.</param>
    /// <param name="quality">Quality, 0 to 63.</param>
    /// <param name="hyperLatent">Takes z, shape [Z, HyperHeight, HyperWidth].</param>
    /// <param name="scaleIndex">Takes the scale index 0 to 63, shape [M, LatentHeight, LatentWidth].</param>
    /// <param name="residual">Takes the residual, same shape.</param>
    void AnalyzeInto(RgbImage image, int quality, Memory<sbyte> hyperLatent, Memory<byte> scaleIndex, Memory<short> residual)
    {
        var symbols = Analyze(image, quality);
        symbols.HyperLatent.CopyTo(hyperLatent);
        symbols.ScaleIndex.CopyTo(scaleIndex);
        symbols.Residual.CopyTo(residual);
    }

    /// <summary>As <see cref="PredictScales"/>, into memory of the caller's; a model that allocates nothing big for it overrides this.</summary>
    /// <param name="hyperLatent">z, shape [Z, HyperHeight, HyperWidth].</param>
    /// <param name="geometry">The image's sizes.</param>
    /// <param name="quality">Quality, 0 to 63.</param>
    /// <param name="scaleIndex">Takes the scale index 0 to 63, shape [M, LatentHeight, LatentWidth].</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    void PredictScalesInto(
        ReadOnlyMemory<sbyte> hyperLatent, LatentGeometry geometry, int quality, Memory<byte> scaleIndex, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        PredictScales(hyperLatent.ToArray(), geometry, quality).CopyTo(scaleIndex);
    }

    /// <summary>As <see cref="Synthesize"/>, into memory of the caller's; a model that allocates nothing big for it overrides this.</summary>
    /// <param name="hyperLatent">z, shape [Z, HyperHeight, HyperWidth].</param>
    /// <param name="residual">The residual, shape [M, LatentHeight, LatentWidth].</param>
    /// <param name="geometry">The image's sizes.</param>
    /// <param name="quality">Quality, 0 to 63.</param>
    /// <param name="samples">Takes the image, shape [height, width, 3].</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    void SynthesizeInto(
        ReadOnlyMemory<sbyte> hyperLatent,
        ReadOnlyMemory<short> residual,
        LatentGeometry geometry,
        int quality,
        Memory<byte> samples,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var z = hyperLatent.ToArray();
        var symbols = new LatentSymbols(geometry, quality, z, PredictScales(z, geometry, quality), residual.ToArray());
        Synthesize(symbols).Samples.CopyTo(samples);
    }
}
