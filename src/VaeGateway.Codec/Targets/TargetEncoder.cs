namespace VaeGateway.Codec.Targets;

/// <summary>Encodes at the quality that meets a target. Safe for concurrent use.</summary>
/// <remarks>
/// The quality is found by bisection on what one pass of the analysis network tells of all qualities; the image is then encoded at that quality, and at the
/// next where the estimate was a little off: the result is checked as it is.
/// </remarks>
public sealed class TargetEncoder
{
    private readonly ILatentModel _model;
    private readonly LatentEncoder _encoder;
    private readonly LatentDecoder _decoder;

    /// <summary>Creates an encoder.</summary>
    /// <param name="model">The networks, of both directions for a target of fidelity.</param>
    public TargetEncoder(ILatentModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _encoder = new LatentEncoder(model);
        _decoder = new LatentDecoder(model) { MaxPixels = long.MaxValue };
    }

    /// <summary>Encodes an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="target">What to meet.</param>
    /// <param name="cancellationToken">Ends it between two qualities.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TargetedLatent Encode(RgbImage image, EncodingTarget target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(target);
        var worse = target.IsCeiling ? -1 : 1;
        var last = target.IsCeiling ? QualityScale.Min : QualityScale.Max;
        for (var quality = FindQuality(image, target, cancellationToken); ; quality += worse)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var container = _encoder.Encode(image, quality);
            var isMet = target.IsMet(image, container.Length, () => _decoder.Decode(container).Image);
            if (isMet || quality == last)
            {
                return new TargetedLatent(container, quality, isMet);
            }
        }
    }

    private int FindQuality(RgbImage image, EncodingTarget target, CancellationToken cancellationToken)
    {
        var sample = Sample.Of(image);
        var share = (double)sample.Samples.LongLength / image.Samples.LongLength;
        using var estimates = _model.Estimate(sample);
        var (low, high) = (QualityScale.Min, QualityScale.Max);
        while (low < high)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var middle = target.IsCeiling ? (low + high + 1) / 2 : (low + high) / 2;
            var symbols = estimates.At(middle);
            var bytes = target.IsCeiling ? _encoder.Pack(symbols).Length / share : 0;
            var isMet = target.IsMet(sample, bytes, () => _model.Synthesize(symbols));
            (low, high) = target.IsCeiling
                ? isMet ? (middle, high) : (low, middle - 1)
                : isMet ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
