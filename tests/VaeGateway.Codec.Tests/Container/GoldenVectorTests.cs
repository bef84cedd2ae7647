using System.Text;
using System.Text.Json;
using VaeGateway.Codec.Container;
using VaeGateway.Codec.EntropyCoding;

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
        WriteIfMissing(path, container);

        var golden = File.ReadAllBytes(path);
        Assert.Equal(golden, container);
        var unpacked = new LatentDecoder(_model).Unpack(golden, out var lost, out _);
        Assert.Equal(0, lost);
        Assert.Equal(symbols.Residual, unpacked.Residual);
        Assert.Equal(symbols.HyperLatent, unpacked.HyperLatent);
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(100, 70, 31)]
    [InlineData(260, 180, 63)]
    public void The_symbols_for_other_languages_are_those_of_the_container(int width, int height, int quality)
    {
        var name = Path.Combine(VectorFolder.Path, "container", $"v1-{width}x{height}-q{quality}");
        var container = File.ReadAllBytes($"{name}.vgl");
        var symbols = new LatentDecoder(_model).Unpack(container, out _, out _);
        var json = GoldenSymbols.Of(symbols, ContainerReader.ReadHeader(container).Header).ToJson();
        WriteIfMissing($"{name}.json", Encoding.UTF8.GetBytes(json));
        Assert.Equal(json, File.ReadAllText($"{name}.json"));
    }

    [Fact]
    public void The_model_for_other_languages_is_that_of_the_containers()
    {
        var model = _model.Description;
        var tables = Enumerable.Range(0, SymbolTables.Levels).Select(level => model.Tables.Cumulative((byte)level).ToArray());
        var json = JsonSerializer.Serialize(
            new
            {
                model.Id,
                model.Fingerprint,
                model.LatentChannels,
                model.HyperChannels,
                MagnitudeTables = tables.Select(sums => sums.Skip(1).Zip(sums, (next, sum) => next - sum)),
                HyperScaleIndex = model.HyperScaleIndex.Select(row => row.Select(index => (int)index)),
            },
            JsonSerializerOptions.Web) + "\n";
        var path = Path.Combine(VectorFolder.Path, "container", "synthetic-model.json");
        WriteIfMissing(path, Encoding.UTF8.GetBytes(json));
        Assert.Equal(json, File.ReadAllText(path));
    }

    private static void WriteIfMissing(string path, byte[] bytes)
    {
        if (!File.Exists(path) && Environment.GetEnvironmentVariable("VAEGATEWAY_WRITE_VECTORS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
    }
}
