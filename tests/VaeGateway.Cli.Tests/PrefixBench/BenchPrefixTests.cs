using System.Globalization;
using VaeGateway.Cli.Models;
using VaeGateway.Cli.PrefixBench;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Imaging;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Cli.Tests.PrefixBench;

public sealed class BenchPrefixTests : IDisposable
{
    private const int Width = 128;
    private const int Height = 400;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_bench_writes_its_four_files()
    {
        _folder.Write("images/a.png", ImageFiles.Photo(ImageFormat.Png, 1, Width, Height));
        _folder.Write("images/broken.jpg", ImageFiles.Truncated);

        var result = await CommandResult.OfAsync(
            "bench", "prefix", "--images", _folder.At("images"), "--out", _folder.At("out"), "--qualities", "0,63", "--jobs", "2");

        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("broken.jpg", result.Error, StringComparison.Ordinal);
        Assert.Equal(["README.md", "damage.csv", "prefix.csv", "prefix.png"], Directory.GetFiles(_folder.At("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var rows = File.ReadAllLines(_folder.At("out/prefix.csv"))[1..];
        Assert.Equal(2 * (20 + 1), rows.Length);
        Assert.Equal(2, rows.Count(row => row.Contains(",hyper-latent,", StringComparison.Ordinal)));
        Assert.Contains("commit", File.ReadAllText(_folder.At("out/README.md")), StringComparison.Ordinal);
        Assert.Equal(await PsnrOfWholeAsync(63), double.Parse(rows[^1].Split(',')[^1], CultureInfo.InvariantCulture), 3);
    }

    [Fact]
    public void Damage_stays_in_its_rows_but_for_the_networks_reach()
    {
        using var model = OnnxLatentModel.Load(ModelLocator.Find(null));
        var original = GeneratedPhoto.Create(1, Width, Height);
        var picture = new EncodedPicture("a.png", original, new LatentEncoder(model).Encode(original, 63));

        var damages = new DamageMeasure(new LatentDecoder(model)).Measure(picture);

        Assert.Equal(picture.Chunks.Count - 1, damages.Count);
        Assert.Contains(damages, damage => damage.RoomPixels > damage.ReachPixels);
        Assert.All(damages, damage =>
        {
            Assert.True(damage.Inside.Damaged < damage.Inside.Intact, $"{damage}");
            Assert.True(damage.Outside is null || damage.Outside.Damaged > damage.Inside.Damaged, $"{damage}");
            Assert.InRange(damage.ReachPixels, 0, damage.RoomPixels);
        });
    }

    [Fact]
    public void A_chunk_has_come_when_its_last_byte_has()
    {
        using var model = OnnxLatentModel.Load(ModelLocator.Find(null));
        var original = GeneratedPhoto.Create(1, Width, Height);
        var picture = new EncodedPicture("a.png", original, new LatentEncoder(model).Encode(original, 63));

        Assert.Equal(0, picture.ChunksIn(picture.BytesOf(1) - 1));
        Assert.Equal(1, picture.ChunksIn(picture.BytesOf(1)));
        Assert.Equal(picture.Chunks.Count - 1, picture.ChunksIn(picture.Container.Length - 1));
        Assert.Equal(picture.Container.Length, picture.BytesOf(picture.Chunks.Count));
    }

    private async Task<double> PsnrOfWholeAsync(int quality)
    {
        var photo = _folder.At("images/a.png");
        await CommandResult.OfAsync("encode", photo, _folder.At("a.vgl"), "--quality", quality.ToString(CultureInfo.InvariantCulture));
        await CommandResult.OfAsync("decode", _folder.At("a.vgl"), _folder.At("a.png"));
        return PeakSignalToNoise.Of(ImageFiles.Read(photo), ImageFiles.Read(_folder.At("a.png")));
    }
}
