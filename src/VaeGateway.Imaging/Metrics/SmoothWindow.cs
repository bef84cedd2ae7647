namespace VaeGateway.Imaging.Metrics;

/// <summary>A Gaussian of σ 1.5 by truncated cosines, nine taps a pass; the image is black beyond its edges.</summary>
/// <remarks>
/// Source: Charalampidis, "Recursive implementation of the Gaussian filter using truncated cosine functions", 2016, equations 33 to 57 with
/// K = 3; the taps are the impulse response of that recursion, which ends after them.
/// </remarks>
internal static class SmoothWindow
{
    private static readonly double[] Taps = [0.26462110548819856, 0.2129285920104222, 0.10933537277746032, 0.036011114658364374, 0.0094143678096537];

    /// <summary>Weighted means, of the same shape.</summary>
    public static Plane Filter(Plane plane)
    {
        var across = Plane.Blank(plane.Width, plane.Height);
        for (var y = 0; y < plane.Height; y++)
        {
            AddRow(plane.Row(y), across.Row(y));
        }

        var result = Plane.Blank(plane.Width, plane.Height);
        for (var y = 0; y < plane.Height; y++)
        {
            for (var tap = Math.Max(0, y - Taps.Length + 1); tap < Math.Min(plane.Height, y + Taps.Length); tap++)
            {
                ScaledSum.Add(across.Row(tap), Taps[Math.Abs(tap - y)], result.Row(y));
            }
        }

        return result;
    }

    private static void AddRow(ReadOnlySpan<double> source, Span<double> target)
    {
        for (var offset = 1 - Taps.Length; offset < Taps.Length; offset++)
        {
            var shared = source.Length - Math.Abs(offset);
            if (shared > 0)
            {
                ScaledSum.Add(source.Slice(Math.Max(0, offset), shared), Taps[Math.Abs(offset)], target.Slice(Math.Max(0, -offset), shared));
            }
        }
    }
}
