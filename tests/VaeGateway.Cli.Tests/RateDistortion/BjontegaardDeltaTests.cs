using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.Tests.RateDistortion;

public sealed class BjontegaardDeltaTests
{
    private static readonly Curve Jpeg = CurveOf("jpeg", (0.51, 29.1), (0.91, 32.2), (1.37, 34.5), (1.86, 36.5));

    private static readonly Curve Vae = CurveOf(
        "vae", (0.21, 28.4), (0.30, 29.8), (0.43, 31.2), (0.59, 32.7), (0.78, 34.3), (1.01, 35.8), (1.27, 37.3), (1.56, 38.7));

    [Fact]
    public void Half_the_rate_is_minus_50_percent()
    {
        var half = new Curve("vae", [.. Jpeg.Points.Select(point => point with { BitsPerPixel = point.BitsPerPixel / 2 })]);

        Assert.Equal(-50, BjontegaardDelta.Of(half, Jpeg)!.Percent, 9);
        Assert.Equal(100, BjontegaardDelta.Of(Jpeg, half)!.Percent, 9);
    }

    [Fact]
    public void Agrees_with_scipy_and_tells_the_overlap()
    {
        var delta = BjontegaardDelta.Of(Vae, Jpeg)!;

        // scipy 1.10.1: 10 ** ((P(vae).integrate(29.1, 36.5) - P(jpeg).integrate(29.1, 36.5)) / 7.4) - 1
        Assert.Equal(-42.74614726140163, delta.Percent, 9);
        Assert.Equal((29.1, 36.5), (delta.From, delta.To));
    }

    [Fact]
    public void Curves_apart_cannot_be_compared() =>
        Assert.Null(BjontegaardDelta.Of(Jpeg, CurveOf("vae", (1, 40), (2, 45))));

    [Fact]
    public void Lossless_points_and_repeated_ones_do_not_disturb()
    {
        var padded = new Curve("vae", [.. Jpeg.Points, Jpeg.Points[^1] with { BitsPerPixel = 5 }, new CurvePoint(100, 9, double.PositiveInfinity)]);

        Assert.Equal(0, BjontegaardDelta.Of(padded, Jpeg)!.Percent, 9);
    }

    private static Curve CurveOf(string codec, params (double Rate, double Fidelity)[] points) =>
        new(codec, [.. points.Select((point, i) => new CurvePoint(i, point.Rate, point.Fidelity))]);
}
