namespace VaeGateway.Codec.Targets;

/// <summary>What an encoded image has to meet, instead of a quality: most bytes, or least fidelity.</summary>
public sealed class EncodingTarget
{
    private readonly long? _maxBytes;
    private readonly double _minFidelity;
    private readonly Func<RgbImage, RgbImage, double>? _measure;

    private EncodingTarget(long? maxBytes, double minFidelity, Func<RgbImage, RgbImage, double>? measure) =>
        (_maxBytes, _minFidelity, _measure) = (maxBytes, minFidelity, measure);

    /// <summary>Whether it is met from some quality downwards, as a number of bytes is, and not upwards.</summary>
    internal bool IsCeiling => _maxBytes is not null;

    /// <summary>The highest quality whose container fits.</summary>
    /// <param name="bytes">Most bytes of the container.</param>
    public static EncodingTarget MaxBytes(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return new EncodingTarget(bytes, 0, null);
    }

    /// <summary>The lowest quality whose decoded image is near enough to the original.</summary>
    /// <param name="least">The least value to accept.</param>
    /// <param name="measure">Takes the original and the decoded image; rises with fidelity, such as PSNR in dB.</param>
    public static EncodingTarget MinFidelity(double least, Func<RgbImage, RgbImage, double> measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return new EncodingTarget(null, least, measure);
    }

    /// <summary>Whether an encoding meets it.</summary>
    /// <param name="image">The original.</param>
    /// <param name="bytes">Bytes of the container.</param>
    /// <param name="decode">Gives the decoded image; called only where it is looked at.</param>
    internal bool IsMet(RgbImage image, double bytes, Func<RgbImage> decode) =>
        _measure is null ? bytes <= _maxBytes : _measure(image, decode()) >= _minFidelity;
}
