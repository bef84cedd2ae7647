using System.Text.Json;
using VaeGateway.Codec;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.Tests.RateDistortion;

public sealed class BenchTests : IDisposable
{
    private const int Side = 192;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Bench_writes_its_four_files()
    {
        _folder.Write("images/a.png", Photo(1));
        _folder.Write("images/b.png", Photo(2));
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await CommandLine.RunAsync(
            ["bench", "rd", "--images", _folder.At("images"), "--codecs", "jpeg,webp", "--points", "4", "--jobs", "2", "--out", _folder.At("out")],
            output,
            error);

        Assert.Equal((ExitCode.Done, ""), (code, error.ToString()));
        Assert.Equal(["rd-msssim.png", "rd-ssimulacra2.png", "rd.csv", "rd.json", "rd.png"], Directory.GetFiles(_folder.At("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("png", ImageReader.ReadInfo(File.ReadAllBytes(_folder.At("out/rd.png")), new ImageLimits()).Loader);
        var lines = File.ReadAllLines(_folder.At("out/rd.csv"));
        Assert.Equal(1 + (2 * 2 * 4), lines.Length);
        Assert.StartsWith("a.png,jpeg,5,", lines[1], StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(_folder.At("out/rd.json")));
        Assert.Equal(2, json.RootElement.GetProperty("images").GetInt32());
        Assert.Contains("libvips", json.RootElement.GetProperty("codecs").GetProperty("jpeg").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transparent_image_is_left_out_with_a_note()
    {
        _folder.Write("images/a.png", Photo(1));
        _folder.Write("images/ghost.png", ImageFiles.Transparent);
        using var error = new StringWriter();

        var code = await CommandLine.RunAsync(
            ["bench", "rd", "--images", _folder.At("images"), "--codecs", "jpeg", "--points", "4", "--out", _folder.At("out")], TextWriter.Null, error);

        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("skipped", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("ghost.png: The image is transparent", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1 + 4, File.ReadAllLines(_folder.At("out/rd.csv")).Length);
    }

    [Fact]
    public async Task An_image_too_small_to_measure_is_bad_input()
    {
        _folder.Write("images/tiny.png", ImageWriter.Write(new RgbImage(8, 8, new byte[192]), ImageFormat.Png, 100));
        using var error = new StringWriter();

        var code = await CommandLine.RunAsync(
            ["bench", "rd", "--images", _folder.At("images"), "--codecs", "jpeg", "--out", _folder.At("out")], TextWriter.Null, error);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("tiny.png", error.ToString(), StringComparison.Ordinal);
    }

    private static byte[] Photo(int seed) => ImageWriter.Write(GeneratedPhoto.Create(seed, Side, Side), ImageFormat.Png, 100);
}
