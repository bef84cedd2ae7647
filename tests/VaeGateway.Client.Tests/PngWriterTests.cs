using VaeGateway.Client.Tests.Support;
using VaeGateway.Codec;
using VaeGateway.Imaging;

namespace VaeGateway.Client.Tests;

public sealed class PngWriterTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 9)]
    [InlineData(9, 1)]
    [InlineData(3, 2)]
    [InlineData(257, 131)]
    public async Task Another_decoder_reads_the_same_pixels(int width, int height)
    {
        var image = Pictures.Create(width, height);

        var read = ImageReader.Decode(await WriteAsync(image), new ImageLimits());

        Assert.Equal((width, height), (read.Width, read.Height));
        Assert.Equal(image.Samples, read.Samples);
    }

    [Fact]
    public async Task The_file_is_an_opaque_8_bit_png()
    {
        var info = ImageReader.ReadInfo(await WriteAsync(Pictures.Create(5, 4)), new ImageLimits());
        Assert.Equal(new ImageInfo("png", 5, 4, Frames: 1, HasAlpha: false), info);
    }

    [Fact]
    public async Task Shading_is_compressed()
    {
        var image = Pictures.Create(300, 200);
        Assert.InRange((await WriteAsync(image)).Length, 1, image.Samples.Length * 3 / 4);
    }

    private static async Task<byte[]> WriteAsync(RgbImage image)
    {
        using var output = new MemoryStream();
        await PngWriter.WriteAsync(image.Width, image.Height, image.Samples, output, CancellationToken.None);
        return output.ToArray();
    }
}
