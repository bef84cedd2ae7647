namespace VaeGateway.Codec;

/// <summary>The codec's quality: 64 steps of one conditional model, log-spaced in rate-distortion trade-off.</summary>
/// <remarks>The λ of each step is defined in <c>models/training/vaegateway_training/quality.py</c>.</remarks>
public static class QualityScale
{
    /// <summary>Lowest quality: fewest bytes.</summary>
    public const int Min = 0;

    /// <summary>Highest quality: most bytes.</summary>
    public const int Max = 63;

    /// <summary>Number of steps.</summary>
    public const int Levels = Max - Min + 1;

    /// <summary>Throws unless the quality is on the scale.</summary>
    /// <param name="quality">Quality, 0 to 63.</param>
    public static void Check(int quality)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, Min);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, Max);
    }
}
