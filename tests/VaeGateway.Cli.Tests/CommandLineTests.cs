namespace VaeGateway.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("frob")]
    [InlineData("encode")]
    [InlineData("encode in.png")]
    [InlineData("encode a.jpg b.jpg")]
    [InlineData("encode a.jpg b.jpg --jobs 0")]
    [InlineData("decode a.vgl b.vgl c.vgl")]
    [InlineData("decode a.vgl out")]
    [InlineData("decode a.vgl out.png --format webp")]
    [InlineData("decode a.vgl out/ --format bmp")]
    [InlineData("encode in.png out.vgl --quality 64")]
    [InlineData("encode in.png out.vgl --quality -1")]
    [InlineData("encode in.png out.vgl --quality high")]
    [InlineData("encode in.png out.vgl --effort 4")]
    [InlineData("encode in.png out.vgl --effort -1")]
    [InlineData("decode in.vgl out.bmp")]
    [InlineData("decode in.vgl out.jpg --quality 0")]
    [InlineData("decode in.vgl out.png --decoder tiny")]
    [InlineData("decode in.vgl out.png --decoder 1")]
    [InlineData("diff a.png")]
    [InlineData("diff a.png b.png c.bmp")]
    [InlineData("inspect a.vgl --picture a.bmp")]
    [InlineData("bench")]
    [InlineData("bench rd --out results")]
    [InlineData("bench rd --images . --out results --codecs vae,gif")]
    [InlineData("bench rd --images . --out results --points 3")]
    [InlineData("bench rd --images . --out results --jobs 0")]
    [InlineData("bench rd --images . --out results --decoder measured")]
    [InlineData("bench codec --images . --out results --decoder measured")]
    [InlineData("bench quality --out results")]
    [InlineData("bench quality --images . --jobs 0")]
    [InlineData("bench crops --images . --bpp 0")]
    [InlineData("bench crops --images . --zoom 9")]
    [InlineData("bench crops --images . --pictures a@1")]
    [InlineData("bench prefix --images .")]
    [InlineData("bench prefix --images . --out results --qualities 9,64")]
    [InlineData("bench card --model models/vg1")]
    public async Task Wrong_usage_is_2_with_a_way_on(string line)
    {
        var (code, output, error) = await RunAsync(line.Split(' '));

        Assert.Equal(ExitCode.Usage, code);
        Assert.Empty(output);
        Assert.StartsWith("vaegw: ", error, StringComparison.Ordinal);
        Assert.Contains("--help", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "encode")]
    [InlineData("--help", "Exit codes")]
    [InlineData("encode --help", "vaegw encode photo.jpg photo.vgl")]
    [InlineData("encode --help", "'photos/**/*.jpg'")]
    [InlineData("decode --help", ".webp")]
    [InlineData("decode --help", "a.jpg.vgl becomes a.jpg.png")]
    [InlineData("decode --help", "--decoder light needs a model that comes with one")]
    [InlineData("decode --help", "<full|light|measured>")]
    [InlineData("diff --help", "vaegw diff photo.png photo.vgl difference.png")]
    [InlineData("inspect --help", "--json | jq")]
    [InlineData("bench rd --help", "bits/pixel")]
    [InlineData("bench rd --help", "--decoder <full|light>")]
    [InlineData("bench codec --help", "--codecs vae --decoder light")]
    [InlineData("bench quality --help", "quality.csv")]
    [InlineData("bench crops --help", "kodim20@300,120")]
    [InlineData("bench prefix --help", "damage.csv")]
    [InlineData("bench card --help", "<!-- measured:begin -->")]
    public async Task Help_teaches(string line, string lesson)
    {
        var (code, output, error) = await RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(ExitCode.Done, code);
        Assert.Contains(lesson, output, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    [Fact]
    public Task A_missing_image_is_bad_input() =>
        AssertBadInputAsync("does not exist", "encode", _folder.At("none.png"), _folder.At("out.vgl"), "--quality", "3");

    [Fact]
    public Task Bytes_that_are_no_image_are_bad_input() => AssertBadInputAsync(
        "not an image", "encode", _folder.Write("page.jpg", "<html></html>"u8.ToArray()), _folder.At("out.vgl"), "--quality", "3");

    [Fact]
    public Task A_folder_without_model_is_bad_input() => AssertBadInputAsync(
        "model.json", "decode", _folder.Write("in.vgl", GoldenContainer.Read()), _folder.At("out.png"), "--model", _folder.Path);

    [Fact]
    public Task A_missing_folder_of_images_is_bad_input() => AssertBadInputAsync(
        "does not exist", "bench", "rd", "--images", _folder.At("none"), "--out", _folder.Path, "--codecs", "jpeg");

    [Fact]
    public Task A_folder_without_images_is_bad_input() => AssertBadInputAsync(
        "holds no", "bench", "rd", "--images", _folder.Path, "--out", _folder.Path, "--codecs", "jpeg");

    [Fact]
    public Task An_unknown_picture_is_bad_input() => AssertBadInputAsync(
        "no image b", "bench", "crops", "--images", Path.GetDirectoryName(_folder.Write("images/a.png", [1]))!, "--pictures", "b");

    [Theory]
    [InlineData("quality")]
    [InlineData("rd")]
    public async Task Images_that_cannot_be_measured_are_skipped_with_the_cause(string bench)
    {
        _folder.Write("images/a.png", "no image"u8.ToArray());

        var (code, _, error) = await RunAsync("bench", bench, "--images", _folder.At("images"), "--out", _folder.At("out"));

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("skipped", error, StringComparison.Ordinal);
        Assert.Contains("a.png: ", error, StringComparison.Ordinal);
        Assert.Contains("None of the 1 images", error, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_card_for_no_model_is_bad_input() =>
        AssertBadInputAsync("model.json", "bench", "card", "--model", _folder.Path, "--results", _folder.Path);

    private static async Task AssertBadInputAsync(string cause, params string[] args)
    {
        var (code, output, error) = await RunAsync(args);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Empty(output);
        Assert.Contains(cause, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    private static Task<CommandResult> RunAsync(params string[] args) => CommandResult.OfAsync(args);
}
