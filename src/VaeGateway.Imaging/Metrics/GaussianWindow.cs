namespace VaeGateway.Imaging.Metrics;

/// <summary>The 11×11 Gaussian window of SSIM, as two passes of 11 taps; only positions where it fits wholly are kept.</summary>
/// <remarks>Source: Wang et al., "Image quality assessment: from error visibility to structural similarity", 2004, section III-B.</remarks>
internal static class GaussianWindow
{
    /// <summary>Side of the window in samples.</summary>
    public const int Side = 11;

    private const double Sigma = 1.5;

    private static readonly double[] Taps = CreateTaps();

    /// <summary>Weighted means, shape [height − 10, width − 10].</summary>
    public static Plane Filter(Plane plane)
    {
        var result = Plane.Blank(plane.Width - Side + 1, plane.Height - Side + 1);
        var column = new double[plane.Width];
        for (var y = 0; y < result.Height; y++)
        {
            Array.Clear(column);
            for (var tap = 0; tap < Side; tap++)
            {
                ScaledSum.Add(plane.Row(y + tap), Taps[tap], column);
            }

            var row = result.Row(y);
            for (var tap = 0; tap < Side; tap++)
            {
                ScaledSum.Add(column.AsSpan(tap, row.Length), Taps[tap], row);
            }
        }

        return result;
    }

    private static double[] CreateTaps()
    {
        var taps = new double[Side];
        for (var i = 0; i < Side; i++)
        {
            var distance = i - (Side / 2);
            taps[i] = Math.Exp(-distance * distance / (2 * Sigma * Sigma));
        }

        var sum = taps.Sum();
        return [.. taps.Select(tap => tap / sum)];
    }
}
