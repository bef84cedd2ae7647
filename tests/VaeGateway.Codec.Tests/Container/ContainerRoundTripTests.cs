namespace VaeGateway.Codec.Tests.Container;

public sealed class ContainerRoundTripTests
{
    private readonly SyntheticModel _model = new();

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(17, 33, 63)]
    [InlineData(768, 512, 20)]
    [InlineData(1, 5000, 40)]
    [InlineData(5000, 1, 40)]
    [InlineData(1999, 1501, 63)]
    public void Symbols_come_back(int width, int height, int quality)
    {
        var symbols = _model.Symbols(new LatentGeometry(width, height), quality, seed: width);
        var container = new LatentEncoder(_model).Pack(symbols);
        var unpacked = new LatentDecoder(_model).Unpack(container, out var lost, out var total);
        Assert.Equal(symbols.HyperLatent, unpacked.HyperLatent);
        Assert.Equal(symbols.Residual, unpacked.Residual);
        Assert.Equal((symbols.Geometry, symbols.Quality), (unpacked.Geometry, unpacked.Quality));
        Assert.Equal(0, lost);
        Assert.True(total >= 1);
    }

    [Fact]
    public void The_same_symbols_give_the_same_bytes()
    {
        var symbols = _model.Symbols(new LatentGeometry(300, 200), 30, seed: 5);
        Assert.Equal(new LatentEncoder(_model).Pack(symbols), new LatentEncoder(new SyntheticModel()).Pack(symbols));
    }

    [Fact]
    public void Large_residuals_are_cut_into_several_chunks()
    {
        var container = new LatentEncoder(_model).Pack(_model.Symbols(new LatentGeometry(2000, 2000), 63, seed: 2));
        new LatentDecoder(_model).Unpack(container, out _, out var total);
        Assert.InRange(total, 4, container.Length / 500);
    }
}
