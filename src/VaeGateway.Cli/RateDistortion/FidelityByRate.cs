namespace VaeGateway.Cli.RateDistortion;

/// <summary>A rate-distortion curve read at any rate between its points: fidelity over log10(rate), by <see cref="Pchip"/>.</summary>
internal sealed class FidelityByRate
{
    // Fine enough that the least gain of two smooth curves is not missed between two of them.
    private const int ComparedRates = 200;

    private readonly Pchip _fit;
    private readonly double _fromLogRate;
    private readonly double _toLogRate;

    private FidelityByRate(List<CurvePoint> points)
    {
        var logRates = points.Select(point => Math.Log10(point.BitsPerPixel)).ToArray();
        (_fromLogRate, _toLogRate) = (logRates[0], logRates[^1]);
        _fit = new Pchip(logRates, [.. points.Select(point => point.Fidelity)]);
    }

    /// <summary>Reads a curve; null if it has fewer than two rates.</summary>
    public static FidelityByRate? Of(Curve curve)
    {
        var points = curve.Points
            .Where(point => double.IsFinite(point.Fidelity))
            .GroupBy(point => point.BitsPerPixel)
            .OrderBy(group => group.Key)
            .Select(group => group.MaxBy(point => point.Fidelity)!)
            .ToList();
        return points.Count < 2 ? null : new FidelityByRate(points);
    }

    /// <summary>
    /// How much better a curve is than another at equal rate, at the rate where that is least; null where their rates
    /// don't overlap.
    /// </summary>
    public static double? LeastGain(Curve curve, Curve reference)
    {
        if (Of(curve) is not { } ours || Of(reference) is not { } theirs)
        {
            return null;
        }

        var from = Math.Max(ours._fromLogRate, theirs._fromLogRate);
        var to = Math.Min(ours._toLogRate, theirs._toLogRate);
        return from >= to ? null : Enumerable.Range(0, ComparedRates)
            .Select(i => Math.Min(to, from + ((to - from) * i / (ComparedRates - 1))))
            .Min(logRate => ours._fit.At(logRate) - theirs._fit.At(logRate));
    }

    /// <summary>Fidelity at a rate; null outside of the curve.</summary>
    public double? At(double bitsPerPixel)
    {
        var logRate = Math.Log10(bitsPerPixel);
        return logRate >= _fromLogRate && logRate <= _toLogRate ? _fit.At(logRate) : null;
    }
}
