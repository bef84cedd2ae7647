using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.Tests.RateDistortion;

public sealed class FidelityByRateTests
{
    private static readonly Curve Line = CurveOf((0.1, 20), (1, 30), (10, 40)); // 10 dB for each factor of ten

    [Fact]
    public void Reads_between_the_points_and_not_beyond()
    {
        var curve = FidelityByRate.Of(Line)!;

        Assert.Equal(25, curve.At(Math.Pow(10, -0.5))!.Value, 9);
        Assert.Null(curve.At(0.09));
        Assert.Null(curve.At(11));
    }

    [Fact]
    public void The_least_gain_is_where_the_curves_come_closest() =>
        Assert.Equal(-1, FidelityByRate.LeastGain(CurveOf((0.1, 22), (1, 31), (10, 39)), Line)!.Value, 9);

    [Fact]
    public void Curves_apart_and_single_points_cannot_be_compared()
    {
        Assert.Null(FidelityByRate.LeastGain(CurveOf((11, 50), (12, 51)), Line));
        Assert.Null(FidelityByRate.Of(CurveOf((1, 30), (1, 31))));
    }

    private static Curve CurveOf(params (double Rate, double Fidelity)[] points) =>
        new("vae", [.. points.Select((point, i) => new CurvePoint(i, point.Rate, point.Fidelity))]);
}
