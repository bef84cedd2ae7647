using VaeGateway.Codec;

namespace VaeGateway.Imaging.Metrics;

/// <summary>Peak signal-to-noise ratio over R, G and B together.</summary>
public static class PeakSignalToNoise
{
    private const double Peak = 255;

    /// <summary>10·log10(255² / MSE) over all samples.</summary>
    /// <param name="a">An image.</param>
    /// <param name="b">Another of the same size.</param>
    /// <returns>Decibels; positive infinity where the images are equal.</returns>
    public static double Of(RgbImage a, RgbImage b)
    {
        ImagePair.Check(a, b);
        return FromError(SquaredError(a.Samples, b.Samples), a.Samples.LongLength);
    }

    /// <summary>Decibels of a sum of squared errors.</summary>
    internal static double FromError(long squaredError, long samples) =>
        squaredError == 0 ? double.PositiveInfinity : 10 * Math.Log10(Peak * Peak * samples / squaredError);

    /// <summary>Sum of squared differences.</summary>
    internal static long SquaredError(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var sum = 0L;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = a[i] - b[i];
            sum += difference * difference;
        }

        return sum;
    }
}
