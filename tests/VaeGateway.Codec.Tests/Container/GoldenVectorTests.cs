namespace VaeGateway.Codec.Tests.Container;

/// <summary>
/// Containers kept for ever: version 1 must decode to these symbols, and encode to these bytes, in every later release.
/// Set VAEGATEWAY_WRITE_VECTORS=1 to write a missing file; existing ones are never overwritten.
/// </summary>
public sealed class GoldenVectorTests
{
    private readonly SyntheticModel _model = new();

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(100, 70, 31)]
    [InlineData(260, 180, 63)]
    public void Version_1_containers_stay_readable_and_reproducible(int width, int height, int quality)
    {
        var path = Path.Combine(VectorFolder.Path, "container", $"v1-{width}x{height}-q{quality}.vgl");
        var symbols = _model.Symbols(new LatentGeometry(width, height), quality, seed: 42);
        var container = new LatentEncoder(_model).Pack(symbols);
        if (!File.Exists(path) && Environment.GetEnvironmentVariable("VAEGATEWAY_WRITE_VECTORS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, container);
        }

        var golden = File.ReadAllBytes(path);
        Assert.Equal(golden, container);
        var unpacked = new LatentDecoder(_model).Unpack(golden, out var lost, out _);
        Assert.Equal(0, lost);
        Assert.Equal(symbols.Residual, unpacked.Residual);
        Assert.Equal(symbols.HyperLatent, unpacked.HyperLatent);
    }
}
