using System.Text;
using NetVips;
using static VaeGateway.Imaging.Tests.SampleImages;

namespace VaeGateway.Imaging.Tests;

public sealed class ImageFaultTests
{
    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("<!doctype html><html><body>404</body></html>")]
    [InlineData("<html><svg></svg></html>")]
    public void Other_bytes_are_no_image(string text) => AssertFault(ImageFault.NotAnImage, Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>")]
    [InlineData("<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>")]
    [InlineData("%PDF-1.4\n")]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0mif1heic")]
    public void Blocked_readers_are_an_unsupported_kind(string text) =>
        AssertFault(ImageFault.UnsupportedKind, Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Too_many_bytes_are_refused()
    {
        var bytes = RedBlue().JpegsaveBuffer();

        AssertFault(ImageFault.TooManyBytes, bytes, new ImageLimits { MaxBytes = bytes.Length - 1 });
    }

    [Fact]
    public void Too_many_pixels_are_refused_by_the_header()
    {
        var bytes = DeclareSize(RedBlue().PngsaveBuffer(), 60_000, 60_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        AssertFault(ImageFault.TooManyPixels, bytes);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void A_side_that_no_latent_holds_is_refused() =>
        AssertFault(ImageFault.TooManyPixels, DeclareSize(RedBlue().PngsaveBuffer(), 70_000, 10));

    [Theory]
    [InlineData(ImageFormat.Jpeg, 0.5)]
    [InlineData(ImageFormat.Jpeg, 0.95)]
    [InlineData(ImageFormat.Png, 0.5)]
    [InlineData(ImageFormat.WebP, 0.5)]
    [InlineData(ImageFormat.Avif, 0.5)]
    public void Files_cut_short_are_truncated(ImageFormat format, double part)
    {
        var bytes = ImageWriter.Write(Noise(200, 150, 1), format, 60, effort: 0);

        AssertDecodeFault(ImageFault.Truncated, bytes[..(int)(bytes.Length * part)]);
    }

    [Fact]
    public void Scrambled_pixels_are_damage()
    {
        var bytes = ImageWriter.Write(Noise(200, 150, 1), ImageFormat.Png, 100);
        bytes.AsSpan(bytes.Length / 2, 100).Clear();

        AssertDecodeFault(ImageFault.Damaged, bytes);
    }

    [Fact]
    public void A_transparent_image_is_an_unsupported_kind()
    {
        var bytes = RedBlue().Bandjoin(254).PngsaveBuffer();

        Assert.True(ImageReader.ReadInfo(bytes, Limits).HasAlpha);
        AssertDecodeFault(ImageFault.UnsupportedKind, bytes);
    }

    [Theory]
    [InlineData("gif")]
    [InlineData("webp")]
    public void An_animation_is_an_unsupported_kind(string format)
    {
        var frames = RedBlue().Join(RedBlue().Invert(), Enums.Direction.Vertical)
            .Mutate(mutable => mutable.Set(GValue.GIntType, "page-height", Height));
        var bytes = format == "gif" ? frames.GifsaveBuffer() : frames.WebpsaveBuffer();

        var info = ImageReader.ReadInfo(bytes, Limits);

        Assert.Equal((Width, Height, 2), (info.Width, info.Height, info.Frames));
        AssertDecodeFault(ImageFault.UnsupportedKind, bytes);
    }

    [Fact]
    public void An_animated_png_is_an_unsupported_kind()
    {
        var bytes = InsertChunk(RedBlue().PngsaveBuffer(), "acTL", 0, 0, 0, 3, 0, 0, 0, 0);

        Assert.Equal(3, ImageReader.ReadInfo(bytes, Limits).Frames);
        AssertDecodeFault(ImageFault.UnsupportedKind, bytes);
    }

    [Fact]
    public void An_avif_sequence_is_an_unsupported_kind()
    {
        var bytes = ImageWriter.Write(Noise(64, 64, 1), ImageFormat.Avif, 50, effort: 0);
        "avis"u8.CopyTo(bytes.AsSpan(20)); // the second compatible brand

        Assert.Equal(2, ImageReader.ReadInfo(bytes, Limits).Frames);
        AssertDecodeFault(ImageFault.UnsupportedKind, bytes);
    }

    [Theory]
    [InlineData(9, 16)]
    [InlineData(12, 13)]
    public void A_color_space_that_libvips_ignores_is_an_unsupported_kind(byte primaries, byte transfer) =>
        AssertDecodeFault(ImageFault.UnsupportedKind, InsertChunk(RedBlue().PngsaveBuffer(), "cICP", primaries, transfer, 0, 1));

    [Fact]
    public void Random_bytes_cause_no_other_exception()
    {
        var random = new Random(7);
        var originals = Enum.GetValues<ImageFormat>().Select(format => ImageWriter.Write(Noise(90, 70, 1), format, 40, effort: 0)).ToArray();
        for (var i = 0; i < 200; i++)
        {
            var bytes = (byte[])originals[i % originals.Length].Clone();
            for (var flips = 0; flips < 8; flips++)
            {
                bytes[random.Next(Math.Min(bytes.Length, 2000))] ^= (byte)(1 << random.Next(8));
            }

            var fault = Record.Exception(() => ImageReader.Decode(bytes, Limits));
            Assert.True(fault is null or InvalidImageException, $"{fault}");
        }
    }

    private static void AssertFault(ImageFault fault, byte[] bytes, ImageLimits? limits = null)
    {
        Assert.Equal(fault, Assert.Throws<InvalidImageException>(() => ImageReader.ReadInfo(bytes, limits ?? Limits)).Fault);
        AssertDecodeFault(fault, bytes, limits);
    }

    private static void AssertDecodeFault(ImageFault fault, byte[] bytes, ImageLimits? limits = null) =>
        Assert.Equal(fault, Assert.Throws<InvalidImageException>(() => ImageReader.Decode(bytes, limits ?? Limits)).Fault);
}
