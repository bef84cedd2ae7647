using VaeGateway.Cli.CropSheets;
using VaeGateway.Codec;

namespace VaeGateway.Cli.Tests.CropSheets;

public sealed class CropWindowTests
{
    [Theory]
    [InlineData(10, 12, 10, 12)]
    [InlineData(500, 500, 36, 16)]
    public void Stays_within_the_image(int x, int y, int expectedX, int expectedY) =>
        Assert.Equal(new CropWindow(expectedX, expectedY, 64, 64), CropWindow.At(Blank(100, 80), x, y, 64));

    [Fact]
    public void Is_cut_where_the_image_is_smaller() =>
        Assert.Equal(new CropWindow(0, 0, 50, 64), CropWindow.MostDetailed(Blank(50, 80), 64) with { Y = 0 });

    [Fact]
    public void Finds_the_detail()
    {
        var image = Blank(400, 300);
        var random = new Random(1);
        for (var y = 160; y < 224; y++)
        {
            random.NextBytes(image.Samples.AsSpan(((y * 400) + 240) * 3, 64 * 3));
        }

        Assert.Equal(new CropWindow(240, 160, 64, 64), CropWindow.MostDetailed(image, 64));
    }

    [Fact]
    public void Cuts_its_pixels_out()
    {
        var image = GeneratedPhoto.Create(1, 20, 10);

        var cut = new CropWindow(3, 2, 4, 5).Cut(image);

        Assert.Equal((4, 5), (cut.Width, cut.Height));
        Assert.Equal(image.Samples[((6 * 20) + 5) * 3], cut.Samples[((4 * 4) + 2) * 3]);
    }

    private static RgbImage Blank(int width, int height) => new(width, height, new byte[width * height * 3]);
}
