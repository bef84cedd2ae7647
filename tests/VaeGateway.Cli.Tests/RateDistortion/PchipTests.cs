using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.Tests.RateDistortion;

/// <summary>Expected values: scipy 1.10.1, <c>PchipInterpolator(x, y)(at)</c> and <c>.integrate(from, to)</c>.</summary>
public sealed class PchipTests
{
    [Fact]
    public void Agrees_with_scipy_on_a_bumpy_curve()
    {
        var curve = new Pchip([0, 1, 3, 4, 7], [0, 2, 2.5, 1, 4]);

        Assert.Equal(0.6529771959459459, curve.At(0.25), 12);
        Assert.Equal(1.262105855855856, curve.At(0.5), 12);
        Assert.Equal(2.3716216216216215, curve.At(2), 12);
        Assert.Equal(2.1760000000000006, curve.At(3.3), 12);
        Assert.Equal(1.1388888888888888, curve.At(5), 12);
        Assert.Equal(3.7215694444444454, curve.At(6.9), 12);
        Assert.Equal(10.296047597597598, curve.Integrate(0.4, 6.2), 12);
    }

    [Fact]
    public void Agrees_with_scipy_where_an_end_slope_is_held_back()
    {
        var curve = new Pchip([0, 1, 2], [0, 5, 4]);

        Assert.Equal(1.544, curve.At(0.2), 12);
        Assert.Equal(4.657, curve.At(1.7), 12);
        Assert.Equal(7.916666666666666, curve.Integrate(0, 2), 12);
    }

    [Fact]
    public void Two_points_make_a_line() => Assert.Equal(3.64, new Pchip([1, 2], [3, 7]).Integrate(1.2, 1.9), 12);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    public void Points_must_increase(double first, double second) =>
        Assert.Throws<ArgumentException>(() => new Pchip([first, second], [1, 2]));

    [Fact]
    public void Does_not_extrapolate() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Pchip([0, 1], [0, 1]).At(1.1));
}
