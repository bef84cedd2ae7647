using NetVips;
using Xunit.Abstractions;
using static VaeGateway.Imaging.Tests.SampleImages;

namespace VaeGateway.Imaging.Tests;

/// <summary>What a decode takes of memory, against what is reckoned for it. Nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(DecodeMemoryTests), DisableParallelization = true)]
[Collection(nameof(DecodeMemoryTests))]
public sealed class DecodeMemoryTests(ITestOutputHelper output)
{
    private const int Wide = 2560;
    private const int High = 1600;

    [Theory]
    [InlineData("jpeg")]
    [InlineData("progressive, turned CMYK jpeg")]
    [InlineData("png with alpha")]
    [InlineData("interlaced png of 16 bits with alpha")]
    [InlineData("webp with alpha")]
    [InlineData("avif with alpha")]
    public void A_decode_takes_no_more_than_is_reckoned(string kind)
    {
        var file = Make(kind);
        var info = ImageReader.ReadInfo(file, Limits);
        ImageReader.Decode(RedBlue().PngsaveBuffer(), Limits);
        var before = ResidentMemory.Reset();

        var picture = ImageReader.DecodePicture(file, Limits);

        var taken = ResidentMemory.Peak() - before;
        output.WriteLine($"{kind}: {taken / (double)(Wide * High):F1} bytes a pixel");
        Assert.Equal(Wide * High, picture.Width * picture.Height);
        Assert.True(taken <= info.DecodeBytes, $"{taken} bytes, {info.DecodeBytes} are reckoned");
    }

    [Theory]
    [InlineData(false, 24)]
    [InlineData(true, 32)]
    public void What_would_take_too_much_memory_is_refused_by_the_header(bool hasAlpha, int bytesPerPixel)
    {
        var png = DeclareSize((hasAlpha ? RedBlue().Bandjoin(254) : RedBlue()).PngsaveBuffer(), 4000, 1000);
        var enough = new ImageLimits { MaxMemory = 4_000_000L * bytesPerPixel };

        Assert.Equal(ImageFault.Truncated, Assert.Throws<InvalidImageException>(() => ImageReader.DecodePicture(png[..^12], enough)).Fault);
        var fault = Assert.Throws<InvalidImageException>(() => ImageReader.DecodePicture(png[..^12], enough with { MaxMemory = enough.MaxMemory - 1 }));
        Assert.Equal(ImageFault.TooMuchMemory, fault.Fault);
        Assert.Contains("4000 x 1000", fault.Message, StringComparison.Ordinal);
    }

    private static byte[] Make(string kind)
    {
        using var opaque = Image.Xyz(Wide, High).ExtractBand(0).Bandjoin(Image.Xyz(Wide, High).ExtractBand(1)).Bandjoin(9)
            .Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        using var ghost = opaque.Bandjoin(opaque.ExtractBand(0)).Copy(interpretation: Enums.Interpretation.Srgb);
        return kind switch
        {
            "jpeg" => opaque.JpegsaveBuffer(),
            "progressive, turned CMYK jpeg" => WithOrientation(opaque.Colourspace(Enums.Interpretation.Cmyk), 6).JpegsaveBuffer(interlace: true),
            "png with alpha" => ghost.PngsaveBuffer(compression: 1),
            "interlaced png of 16 bits with alpha" =>
                (ghost * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16).PngsaveBuffer(compression: 1, interlace: true),
            "webp with alpha" => ghost.WebpsaveBuffer(effort: 0),
            _ => ghost.HeifsaveBuffer(effort: 0, compression: Enums.ForeignHeifCompression.Av1),
        };
    }
}
