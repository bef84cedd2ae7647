using VaeGateway.Cli.CodecSpeed;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.Tests.CodecSpeed;

public sealed class BenchCodecTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_codec_has_its_rows_and_the_learned_one_its_stages()
    {
        _folder.Write("images/a.png", ImageFiles.Photo(ImageFormat.Png));

        var result = await CommandResult.OfAsync(
            "bench", "codec", "--images", _folder.At("images"), "--out", _folder.At("out"), "--size", "150x90", "--codecs", "vae,jpeg", "--seconds", "0.01");

        Assert.True(result.Code == ExitCode.Done, result.Error);
        var lines = File.ReadAllLines(_folder.At("out/150x90.csv"));
        Assert.Equal(SpeedCsv.Header, lines[0]);
        var rows = lines[1..].Select(SpeedCsv.Parse).ToList();
        Assert.All(rows, row => Assert.True(row.Milliseconds > 0 && row.Count > 0, $"{row}"));
        Assert.Equal(2 * 2 * Math.Min(2, Environment.ProcessorCount), rows.Count(row => row.IsWhole));
        Assert.All(rows.Where(row => row.IsWhole), row => Assert.True(row.PeakBytes > 0 && row.AllocatedBytes > 0, $"{row}"));
        Assert.Equal(
            ["analysis network", "entropy coder", "hyper-analysis network", "reading the PNG", "residual network", "scale network", "tiles and padding"],
            StagesOf(rows, "encode"));
        Assert.Equal(
            ["entropy coder", "mean network", "scale network", "synthesis network", "tiles and padding", "writing WebP"], StagesOf(rows, "decode"));
        Assert.Contains("commit", File.ReadAllText(_folder.At("out/150x90.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mosaic_doubles_its_pictures_and_lays_them_side_by_side()
    {
        var (first, second) = (GeneratedPhoto.Create(1, 4, 3), GeneratedPhoto.Create(2, 5, 3));

        var mosaic = Mosaic.Of([first, second], 20, 7);

        Assert.Equal(first.Samples[..3], mosaic.Samples[..3]);
        Assert.Equal(first.Samples[..3], mosaic.Samples[3..6]);
        Assert.Equal(second.Samples[..3], mosaic.Samples[(8 * 3)..(9 * 3)]);
        Assert.Equal(second.Samples[(5 * 3)..(6 * 3)], mosaic.Samples[(((2 * 20) + 8) * 3)..(((2 * 20) + 9) * 3)]);
    }

    private static IEnumerable<string> StagesOf(List<SpeedRow> rows, string direction) =>
        rows.Where(row => row.Direction == direction && row.Cores == 1 && !row.IsWhole).Select(row => row.Step).Order(StringComparer.Ordinal);
}
