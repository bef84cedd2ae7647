using NetVips;
using VaeGateway.Codec;
using static VaeGateway.Imaging.Tests.SampleImages;

namespace VaeGateway.Imaging.Tests;

public sealed class ImageReaderTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(6, true)]
    [InlineData(8, true)]
    public void Decode_applies_exif_orientation_once(int orientation, bool swapsSides)
    {
        var bytes = WithOrientation(RedBlue(), orientation).JpegsaveBuffer(q: 95, subsampleMode: Enums.ForeignSubsample.Off);

        var info = ImageReader.ReadInfo(bytes, Limits);
        var image = ImageReader.Decode(bytes, Limits);

        Assert.Equal(swapsSides ? (Height, Width) : (Width, Height), (info.Width, info.Height));
        Assert.Equal((info.Width, info.Height), (image.Width, image.Height));
        // Turned by 180°, red is right; by 90° clockwise (6) it is on top, by 270° (8) below.
        var (x, y) = orientation switch { 1 => (2, 20), 3 => (Width - 3, 20), 6 => (20, 2), _ => (20, Width - 3) };
        Assert.True(At(image, x, y) is { R: > 240, B: < 15 }, $"{At(image, x, y)}");
    }

    [Fact]
    public void Decode_spreads_gray_to_rgb()
    {
        var gray = Image.Black(Width, Height).Linear([1.0], [77.0]).Cast(Enums.BandFormat.Uchar);

        var image = ImageReader.Decode(gray.PngsaveBuffer(), Limits);

        Assert.Equal(((byte)77, (byte)77, (byte)77), At(image, 5, 5));
    }

    [Fact]
    public void Decode_converts_cmyk()
    {
        var cyan = Solid(Width, Height, 255, 0, 0, 0).Copy(interpretation: Enums.Interpretation.Cmyk);

        var image = ImageReader.Decode(cyan.JpegsaveBuffer(q: 95), Limits);

        var (r, g, b) = At(image, 5, 5);
        Assert.True(r < 80 && g > 120 && b > 180, $"{(r, g, b)}");
    }

    [Fact]
    public void Decode_converts_the_embedded_profile()
    {
        // Display P3 green lies outside sRGB; a mid-tone of it does not, and has other numbers there.
        var p3 = Solid(Width, Height, 100, 180, 100).PngsaveBuffer(profile: "p3");

        var (r, g, b) = At(ImageReader.Decode(p3, Limits), 5, 5);

        Assert.True(r < 90 && g is > 178 and < 186 && b < 99, $"{(r, g, b)}");
    }

    [Fact]
    public void Decode_ignores_a_profile_that_does_not_fit()
    {
        var gray = Image.Black(Width, Height).Linear([1.0], [77.0]).Cast(Enums.BandFormat.Uchar)
            .Mutate(mutable => mutable.Set(GValue.BlobType, "icc-profile-data", new byte[] { 1, 2, 3, 4 }));

        var image = ImageReader.Decode(gray.TiffsaveBuffer(), Limits);

        Assert.Equal(((byte)77, (byte)77, (byte)77), At(image, 5, 5));
    }

    [Fact]
    public void Decode_reduces_16_bits()
    {
        var deep = (RedBlue() * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16);

        var image = ImageReader.Decode(deep.PngsaveBuffer(), Limits);

        Assert.Equal(((byte)255, (byte)0, (byte)0), At(image, 2, 20));
        Assert.Equal(((byte)0, (byte)0, (byte)255), At(image, Width - 3, 20));
    }

    [Fact]
    public void Decode_drops_alpha_that_is_opaque_everywhere()
    {
        var bytes = RedBlue().Bandjoin(255).PngsaveBuffer();

        Assert.True(ImageReader.ReadInfo(bytes, Limits).HasAlpha);
        Assert.Equal(((byte)255, (byte)0, (byte)0), At(ImageReader.Decode(bytes, Limits), 2, 20));
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg, "jpeg")]
    [InlineData(ImageFormat.Png, "png")]
    [InlineData(ImageFormat.WebP, "webp")]
    [InlineData(ImageFormat.Avif, "heif")]
    public void Info_names_the_loader_whatever_was_written(ImageFormat format, string loader)
    {
        var bytes = ImageWriter.Write(Noise(65, 47, 1), format, 50, effort: 0);

        Assert.Equal(new ImageInfo(loader, 65, 47, 1, HasAlpha: false), ImageReader.ReadInfo(bytes, Limits));
        Assert.Equal((65, 47), ImageReader.Decode(bytes, Limits) is var image ? (image.Width, image.Height) : default);
    }

    [Fact]
    public void Png_keeps_every_sample()
    {
        var image = Noise(33, 21, 2);

        Assert.Equal(image.Samples, ImageReader.Decode(ImageWriter.Write(image, ImageFormat.Png, 50), Limits).Samples);
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Avif)]
    public void Higher_quality_takes_more_bytes(ImageFormat format)
    {
        var image = Noise(64, 64, 3);

        Assert.True(ImageWriter.Write(image, format, 90, 0).Length > ImageWriter.Write(image, format, 20, 0).Length);
    }

    [Fact]
    public void Writer_refuses_a_quality_off_the_scale() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageWriter.Write(new RgbImage(1, 1, new byte[3]), ImageFormat.Jpeg, 101));
}
