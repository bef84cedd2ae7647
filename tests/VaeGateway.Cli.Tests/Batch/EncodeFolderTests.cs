using System.Text.Json;
using VaeGateway.Imaging;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Cli.Tests.Batch;

/// <summary>Folders through <c>encode</c> and <c>decode</c>, with the model of this repository.</summary>
public sealed class EncodeFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Bad_files_are_listed_and_stop_nothing()
    {
        _folder.Write("in/a.png", ImageFiles.Photo(ImageFormat.Png));
        _folder.Write("in/sub/deep/b.jpg", ImageFiles.Photo(ImageFormat.Jpeg, 2));
        _folder.Write("in/broken.jpg", ImageFiles.Truncated);
        _folder.Write("in/empty.jpg", []);
        _folder.Write("in/ghost.png", ImageFiles.Transparent);
        _folder.Write("in/logo.svg", ImageFiles.Svg);
        _folder.Write("in/README.txt", "no image"u8.ToArray());
        _folder.Write("in/sub/.hidden.jpg", ImageFiles.Photo(ImageFormat.Jpeg));

        var result = await CommandResult.OfAsync("encode", _folder.At("in"), _folder.At("out"), "--json", "--jobs", "2");

        Assert.Equal((ExitCode.BadInput, ""), (result.Code, result.Error));
        Assert.Equal(["a.png.vgl", "sub/deep/b.jpg.vgl"], Below("out"));
        Assert.Equal(
            ["a.png done", "broken.jpg failed", "empty.jpg failed", "ghost.png skipped", "logo.svg skipped", "sub/deep/b.jpg done"],
            Statuses(result));
        Assert.Contains("ends too early", NoteOf(result, "broken.jpg"), StringComparison.Ordinal);
        Assert.Contains("transparent", NoteOf(result, "ghost.png"), StringComparison.Ordinal);
        Assert.Contains("SVG", NoteOf(result, "logo.svg"), StringComparison.Ordinal);
        var totals = result.Json.GetProperty("totals");
        Assert.Equal((2, 2, 2, 1), (Count("done"), Count("skipped"), Count("failed"), Count("ignored")));
        Assert.Equal(2 * ImageFiles.Width * ImageFiles.Height, Count("pixels"));
        Assert.Equal(new DirectoryInfo(_folder.At("out")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length), Count("bytesOut"));

        int Count(string name) => totals.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Each_image_gets_the_quality_that_meets_the_target()
    {
        _folder.Write("in/a.png", ImageFiles.Photo(ImageFormat.Png, 1, 256, 192));
        _folder.Write("in/b.jpg", ImageFiles.Photo(ImageFormat.Jpeg, 2, 256, 192));

        var bytes = await CommandResult.OfAsync("encode", _folder.At("in"), _folder.At("small"), "--target-bytes", "1500", "--json");
        var psnr = await CommandResult.OfAsync("encode", _folder.At("in"), _folder.At("fine"), "--target-psnr", "33", "--verify", "--json");
        var beyond = await CommandResult.OfAsync("encode", _folder.At("in/a.png"), _folder.At("least.vgl"), "--target-bytes", "20");

        Assert.Equal((ExitCode.Done, ExitCode.Done, ExitCode.Done), (bytes.Code, psnr.Code, beyond.Code));
        Assert.All(bytes.Json.GetProperty("files").EnumerateArray(), file => Assert.InRange(file.GetProperty("bytesOut").GetInt32(), 500, 1500));
        Assert.All(psnr.Json.GetProperty("files").EnumerateArray(), file => Assert.InRange(file.GetProperty("psnr").GetDouble(), 33, 35));
        Assert.All(psnr.Json.GetProperty("files").EnumerateArray(), file => Assert.InRange(file.GetProperty("quality").GetInt32(), 1, 62));
        Assert.Contains("quality 0, ", beyond.Error, StringComparison.Ordinal);
        Assert.Contains("short of the target", beyond.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--target-psnr 36 --target-bytes 1000", "--target-psnr and --target-bytes exclude each other")]
    [InlineData("--target-ssim 0.9 --quality 30", "--target-ssim and --quality exclude each other")]
    [InlineData("--target-psnr 0", "--target-psnr 0: PSNR in dB lies between 0 and 100")]
    [InlineData("--target-ssim 1", "--target-ssim 1: MS-SSIM lies between 0 and 1")]
    [InlineData("--target-bytes 0", "--target-bytes 0: a latent has one byte or more")]
    public async Task An_impossible_target_is_a_fault_of_usage(string options, string fault)
    {
        var result = await CommandResult.OfAsync(["encode", "a.png", "a.vgl", .. options.Split(' ')]);
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(fault, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_goes_there_and_back()
    {
        _folder.Write("in/a.png", ImageFiles.Photo(ImageFormat.Png));
        _folder.Write("in/a.jpg", ImageFiles.Photo(ImageFormat.Jpeg, 2));
        _folder.Write("in/sub/ghost.png", ImageFiles.Transparent);

        var encoded = await CommandResult.OfAsync("encode", _folder.At("in"), _folder.At("latents"), "--quality", "63", "--verify");
        var decoded = await CommandResult.OfAsync("decode", _folder.At("latents"), _folder.At("back"), "--format", "webp");

        Assert.Equal((ExitCode.Done, ExitCode.Done), (encoded.Code, decoded.Code));
        Assert.Equal(["a.jpg.vgl", "a.png.vgl"], Below("latents"));
        Assert.Equal(["a.jpg.webp", "a.png.webp"], Below("back"));
        Assert.Contains("skipped: The image is transparent", encoded.Output, StringComparison.Ordinal);
        Assert.Contains("2 encoded, 1 skipped", encoded.Output, StringComparison.Ordinal);
        Assert.Contains("PSNR", encoded.Output, StringComparison.Ordinal);
        Assert.Contains("2 decoded", decoded.Output, StringComparison.Ordinal);
        Assert.InRange(PeakSignalToNoise.Of(ImageFiles.Read(_folder.At("in/a.png")), ImageFiles.Read(_folder.At("back/a.png.webp"))), 20, 60);
    }

    [Fact]
    public async Task A_folder_gives_the_bytes_that_a_single_file_gives()
    {
        var photo = _folder.Write("in/a.png", ImageFiles.Photo(ImageFormat.Png));
        _folder.Write("in/b.png", ImageFiles.Photo(ImageFormat.Png, 2));

        await CommandResult.OfAsync("encode", _folder.At("in"), _folder.At("out"), "--jobs", "2");
        var single = await CommandResult.OfAsync("encode", photo, _folder.At("single.vgl"));

        Assert.Equal((ExitCode.Done, ""), (single.Code, single.Output));
        Assert.Contains("72 x 56 pixels", single.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(_folder.At("single.vgl")), File.ReadAllBytes(_folder.At("out/a.png.vgl")));
    }

    [Fact]
    public async Task Results_replace_what_is_there_unless_told_otherwise()
    {
        _folder.Write("in/a.png", ImageFiles.Photo(ImageFormat.Png));
        var there = _folder.Write("out/a.png.vgl", [1, 2, 3]);

        var kept = await CommandResult.OfAsync("encode", _folder.At("in"), _folder.At("out"), "--no-overwrite", "--json");

        Assert.Equal((ExitCode.Done, "a.png kept"), (kept.Code, Statuses(kept).Single()));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(there));
        Assert.Equal(ExitCode.Done, (await CommandResult.OfAsync("encode", _folder.At("in"), _folder.At("out"))).Code);
        Assert.Equal("VGL"u8.ToArray(), File.ReadAllBytes(there)[..3]);
    }

    [Fact]
    public async Task A_damaged_latent_stops_no_other()
    {
        _folder.Write("in/a.png", ImageFiles.Photo(ImageFormat.Png));
        await CommandResult.OfAsync("encode", _folder.At("in"), _folder.At("latents"));
        var whole = File.ReadAllBytes(_folder.At("latents/a.png.vgl"));
        _folder.Write("latents/cut.vgl", whole[..^1]);
        _folder.Write("latents/foreign.vgl", GoldenContainer.Read());
        _folder.Write("latents/stub.vgl", whole[..6]);

        var result = await CommandResult.OfAsync("decode", _folder.At("latents"), _folder.At("back"), "--json");

        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Equal(["a.png.vgl done", "cut.vgl done", "foreign.vgl failed", "stub.vgl failed"], Statuses(result));
        Assert.Equal(["a.png.png", "cut.png"], Below("back"));
        Assert.Contains("were guessed", NoteOf(result, "cut.vgl"), StringComparison.Ordinal);
        Assert.Contains("it was made by model", NoteOf(result, "foreign.vgl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_larger_as_a_latent_is_marked()
    {
        _folder.Write("in/a.png", ImageFiles.Photo(ImageFormat.Png));
        _folder.Write("in/graphic.png", ImageFiles.Chequered);

        var result = await CommandResult.OfAsync("encode", _folder.At("in"), _folder.At("out"));

        Assert.Equal(ExitCode.Done, result.Code);
        Assert.True(new FileInfo(_folder.At("out/graphic.png.vgl")).Length > ImageFiles.Chequered.Length);
        Assert.EndsWith("  larger as a latent", Line("graphic.png"), StringComparison.Ordinal);
        Assert.DoesNotContain("larger", Line("a.png"), StringComparison.Ordinal);
        Assert.Contains("2 encoded (1 larger as a latent), ", result.Output, StringComparison.Ordinal);

        string Line(string name) => result.Output.Split(Environment.NewLine).Single(line => line.StartsWith(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_larger_as_a_latent_can_be_withheld()
    {
        _folder.Write("in/a.png", ImageFiles.Photo(ImageFormat.Png));
        var graphic = _folder.Write("in/graphic.png", ImageFiles.Chequered);

        var folder = await CommandResult.OfAsync("encode", _folder.At("in"), _folder.At("out"), "--no-larger", "--verify", "--json");
        var single = await CommandResult.OfAsync("encode", graphic, _folder.At("graphic.vgl"), "--no-larger");
        var table = await CommandResult.OfAsync("encode", graphic, _folder.At("out/"), "--no-larger");

        Assert.Equal((ExitCode.Done, ExitCode.Done, ExitCode.Done), (folder.Code, single.Code, table.Code));
        Assert.Equal(["a.png done", "graphic.png withheld"], Statuses(folder));
        Assert.Equal((1, 1), (folder.Json.GetProperty("totals").GetProperty("done").GetInt32(), folder.Json.GetProperty("totals").GetProperty("withheld").GetInt32()));
        Assert.Contains("the latent is larger", NoteOf(folder, "graphic.png"), StringComparison.Ordinal);
        Assert.Contains("the latent is larger", single.Error, StringComparison.Ordinal);
        Assert.Contains("0 encoded, 1 withheld (larger as a latent), ", table.Output, StringComparison.Ordinal);
        Assert.Equal(["a.png.vgl"], Below("out"));
        Assert.False(File.Exists(_folder.At("graphic.vgl")));
    }

    private IEnumerable<string> Below(string folder) => Directory.GetFiles(_folder.At(folder), "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(_folder.At(folder), path)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Statuses(CommandResult result) => Files(result)
        .Select(file => $"{file.GetProperty("file").GetString()} {file.GetProperty("status").GetString()}").Order(StringComparer.Ordinal);

    private static string NoteOf(CommandResult result, string name) =>
        Files(result).Single(file => file.GetProperty("file").GetString() == name).GetProperty("note").GetString()!;

    private static List<JsonElement> Files(CommandResult result) => [.. result.Json.GetProperty("files").EnumerateArray()];
}
