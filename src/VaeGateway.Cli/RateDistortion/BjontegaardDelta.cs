namespace VaeGateway.Cli.RateDistortion;

/// <summary>The mean difference in rate between two curves at equal fidelity, over the range that both reach.</summary>
/// <remarks>
/// Source: Bjøntegaard, "Calculation of average PSNR differences between RD-curves", VCEG-M33, 2001; log10(rate) over fidelity, by
/// <see cref="Pchip"/> rather than the cubic fit of the paper, which swings between points.
/// </remarks>
/// <param name="Percent">Rate of the first curve against the second: −20 means a fifth fewer bytes.</param>
/// <param name="From">Lower end of the common range.</param>
/// <param name="To">Upper end of the common range.</param>
internal sealed record BjontegaardDelta(double Percent, double From, double To)
{
    /// <summary>Compares two curves; null where their ranges don't overlap.</summary>
    public static BjontegaardDelta? Of(Curve curve, Curve reference)
    {
        var (ours, theirs) = (Usable(curve), Usable(reference));
        if (ours.Count < 2 || theirs.Count < 2)
        {
            return null;
        }

        var from = Math.Max(ours[0].Fidelity, theirs[0].Fidelity);
        var to = Math.Min(ours[^1].Fidelity, theirs[^1].Fidelity);
        if (from >= to)
        {
            return null;
        }

        var meanLogRatio = (Fit(ours).Integrate(from, to) - Fit(theirs).Integrate(from, to)) / (to - from);
        return new BjontegaardDelta(100 * (Math.Pow(10, meanLogRatio) - 1), from, to);
    }

    private static Pchip Fit(List<CurvePoint> points) =>
        new([.. points.Select(point => point.Fidelity)], [.. points.Select(point => Math.Log10(point.BitsPerPixel))]);

    /// <summary>By fidelity, without lossless points; of points with equal fidelity the cheapest.</summary>
    private static List<CurvePoint> Usable(Curve curve) =>
    [
        .. curve.Points
            .Where(point => double.IsFinite(point.Fidelity))
            .GroupBy(point => point.Fidelity)
            .OrderBy(group => group.Key)
            .Select(group => group.MinBy(point => point.BitsPerPixel)!),
    ];
}
