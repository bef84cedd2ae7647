namespace VaeGateway.Cli.RateDistortion;

/// <summary>A piecewise cubic through points that is monotone wherever the points are.</summary>
/// <remarks>
/// Source: Fritsch and Carlson, "Monotone piecewise cubic interpolation", 1980, with the slopes of Fritsch and Butland, 1984;
/// the same as scipy's <c>PchipInterpolator</c>.
/// </remarks>
internal sealed class Pchip
{
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _slopes;

    /// <summary>Fits the points.</summary>
    /// <param name="x">At least 2, strictly increasing.</param>
    /// <param name="y">As many values.</param>
    public Pchip(double[] x, double[] y)
    {
        if (x.Length < 2 || x.Length != y.Length || x.Zip(x.Skip(1)).Any(pair => !(pair.First < pair.Second)))
        {
            throw new ArgumentException("It takes two or more points with strictly increasing x.", nameof(x));
        }

        (_x, _y) = (x, y);
        _slopes = SlopesOf(x, y);
    }

    /// <summary>The curve at a place within the points.</summary>
    public double At(double x)
    {
        var i = SegmentOf(x);
        var width = _x[i + 1] - _x[i];
        var t = (x - _x[i]) / width;
        var u = 1 - t;
        return (u * u * ((1 + (2 * t)) * _y[i])) + (t * t * ((1 + (2 * u)) * _y[i + 1]))
            + (t * u * width * ((u * _slopes[i]) - (t * _slopes[i + 1])));
    }

    /// <summary>The integral between two places within the points.</summary>
    public double Integrate(double from, double to)
    {
        double[] knots = [from, .. _x.Where(x => x > from && x < to), to];
        return knots.Zip(knots.Skip(1)).Sum(part => SimpsonRule(part.First, part.Second));
    }

    /// <summary>Exact for a cubic.</summary>
    private double SimpsonRule(double from, double to) => (to - from) / 6 * (At(from) + (4 * At((from + to) / 2)) + At(to));

    private int SegmentOf(double x)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(x, _x[0]);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(x, _x[^1]);
        var found = Array.BinarySearch(_x, x);
        return Math.Clamp(found >= 0 ? found : ~found - 1, 0, _x.Length - 2);
    }

    private static double[] SlopesOf(double[] x, double[] y)
    {
        var count = x.Length - 1;
        var widths = Enumerable.Range(0, count).Select(i => x[i + 1] - x[i]).ToArray();
        var secants = Enumerable.Range(0, count).Select(i => (y[i + 1] - y[i]) / widths[i]).ToArray();
        if (count == 1)
        {
            return [secants[0], secants[0]];
        }

        var slopes = new double[x.Length];
        slopes[0] = EndSlope(widths[0], widths[1], secants[0], secants[1]);
        slopes[^1] = EndSlope(widths[^1], widths[^2], secants[^1], secants[^2]);
        for (var i = 1; i < count; i++)
        {
            slopes[i] = InnerSlope(widths[i - 1], widths[i], secants[i - 1], secants[i]);
        }

        return slopes;
    }

    /// <summary>A weighted harmonic mean of the secants; flat at an extremum.</summary>
    private static double InnerSlope(double widthBefore, double widthAfter, double secantBefore, double secantAfter)
    {
        if (secantBefore * secantAfter <= 0)
        {
            return 0;
        }

        var before = (2 * widthAfter) + widthBefore;
        var after = widthAfter + (2 * widthBefore);
        return (before + after) / ((before / secantBefore) + (after / secantAfter));
    }

    /// <summary>A one-sided parabola, held back where it would overshoot.</summary>
    private static double EndSlope(double width, double nextWidth, double secant, double nextSecant)
    {
        var slope = ((((2 * width) + nextWidth) * secant) - (width * nextSecant)) / (width + nextWidth);
        if (slope * secant <= 0)
        {
            return 0;
        }

        return secant * nextSecant < 0 && Math.Abs(slope) > 3 * Math.Abs(secant) ? 3 * secant : slope;
    }
}
