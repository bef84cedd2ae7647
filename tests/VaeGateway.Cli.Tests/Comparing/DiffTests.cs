using VaeGateway.Cli.Comparing;
using VaeGateway.Codec;
using VaeGateway.Imaging;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Cli.Tests.Comparing;

public sealed class DiffTests : IDisposable
{
    private const int Width = 200;
    private const int Height = 180;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_image_and_its_latent_are_compared_as_their_pixels()
    {
        var photo = _folder.Write("a.png", ImageFiles.Photo(ImageFormat.Png, 1, Width, Height));
        var (latent, decoded) = (_folder.At("a.vgl"), _folder.At("decoded.png"));
        await CommandResult.OfAsync("encode", photo, latent);
        await CommandResult.OfAsync("decode", latent, decoded);

        var result = await CommandResult.OfAsync("diff", photo, latent, "--json");

        Assert.Equal((ExitCode.Done, ""), (result.Code, result.Error));
        var (a, b) = (ImageFiles.Read(photo), ImageFiles.Read(decoded));
        Assert.Equal(PeakSignalToNoise.Of(a, b), result.Json.GetProperty("psnr").GetDouble(), 6);
        Assert.Equal(MultiScaleStructuralSimilarity.Of(a, b), result.Json.GetProperty("msSsim").GetDouble(), 6);
        Assert.Equal(Ssimulacra2.Of(a, b), result.Json.GetProperty("ssimulacra2").GetDouble(), 6);
        Assert.Equal(WorstTile.WorstTilePsnr(a, b), result.Json.GetProperty("worstTile").GetProperty("psnr").GetDouble(), 6);
        Assert.Equal(new FileInfo(latent).Length, result.Json.GetProperty("b").GetProperty("bytes").GetInt64());
        Assert.Equal(40, result.Json.GetProperty("b").GetProperty("quality").GetInt32());
    }

    [Theory]
    [InlineData(Width, Height, true)]
    [InlineData(30, 20, false)] // all of it is one tile
    [InlineData(1300, 40, true)]
    public async Task The_sheet_is_drawn_for_any_size(int width, int height, bool isFramed)
    {
        var a = _folder.Write("a.png", ImageFiles.Photo(ImageFormat.Png, 1, width, height));
        var b = _folder.Write("b.png", ImageFiles.Photo(ImageFormat.Png, 2, width, height));

        var result = await CommandResult.OfAsync("diff", a, b, _folder.At("sheet.png"));

        Assert.Equal((ExitCode.Done, ""), (result.Code, result.Error));
        Assert.Contains("worst tile", result.Output, StringComparison.Ordinal);
        var sheet = ImageFiles.Read(_folder.At("sheet.png"));
        Assert.InRange(sheet.Width, 900, 4000);
        Assert.Equal(isFramed, Pixels(sheet).Contains((255, 220, 0)));
    }

    [Fact]
    public void Small_differences_are_amplified_and_equal_pixels_stay_black()
    {
        var a = new RgbImage(4, 4, new byte[48]);
        var b = new RgbImage(4, 4, [3, .. new byte[47]]);

        var map = DifferenceMap.Of(a, b);

        Assert.Equal((32, 96), (map.Gain, map.Image.Samples[0]));
        Assert.All(map.Image.Samples[1..], sample => Assert.Equal(0, sample));
    }

    [Fact]
    public async Task Equal_pictures_have_no_difference()
    {
        var a = _folder.Write("a.png", ImageFiles.Photo(ImageFormat.Png));

        var result = await CommandResult.OfAsync("diff", a, a);

        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("no difference", result.Output, StringComparison.Ordinal);
        Assert.Contains("as many", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_of_different_size_are_bad_input()
    {
        var a = _folder.Write("a.png", ImageFiles.Photo(ImageFormat.Png, 1, 40, 30));
        var b = _folder.Write("b.png", ImageFiles.Photo(ImageFormat.Png, 1, 30, 40));

        var result = await CommandResult.OfAsync("diff", a, b, _folder.At("sheet.png"));

        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("40 x 30", result.Error, StringComparison.Ordinal);
        Assert.Contains("30 x 40", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("sheet.png")));
    }

    private static IEnumerable<(int R, int G, int B)> Pixels(RgbImage image) =>
        image.Samples.Chunk(RgbImage.Channels).Select(pixel => ((int)pixel[0], (int)pixel[1], (int)pixel[2]));
}
