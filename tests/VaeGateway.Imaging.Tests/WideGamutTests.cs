using NetVips;
using VaeGateway.Codec;
using Xunit.Abstractions;
using static VaeGateway.Imaging.Tests.SampleImages;

namespace VaeGateway.Imaging.Tests;

/// <summary>Display P3 and Adobe RGB pictures against their conversion by the standards' own formulas.</summary>
public sealed class WideGamutTests(ITestOutputHelper output)
{
    private const int Step = 15;
    private const int Codes = 18;

    [Fact]
    public void Display_p3_that_srgb_holds_comes_out_within_a_just_noticeable_difference() =>
        Check(Patches().PngsaveBuffer(profile: "p3"), ColourSpace.DisplayP3);

    [Fact]
    public void Adobe_rgb_that_srgb_holds_comes_out_within_a_just_noticeable_difference() =>
        Check(AdobeRgb().PngsaveBuffer(), ColourSpace.AdobeRgb);

    [Fact]
    public void Adobe_rgb_in_a_jpeg_does_so_too() =>
        Check(AdobeRgb().JpegsaveBuffer(q: 100, subsampleMode: Enums.ForeignSubsample.Off), ColourSpace.AdobeRgb);

    /// <summary>Rounding to 8 bits makes most of the difference.</summary>
    private void Check(byte[] file, ColourSpace space)
    {
        // A JPEG's codes are not quite those that it was made of; what it holds is what is to be converted.
        using var raw = Image.NewFromBuffer(file);
        var codes = raw.WriteToMemory<byte>().Chunk(RgbImage.Channels).ToList();
        var image = ImageReader.Decode(file, Limits);
        new ColourDifferences(codes
            .Select((code, i) => (Code: code, Rgb: At(image, i % Codes, i / Codes)))
            .Where(patch => ColourSpace.Srgb.Holds(space.ToXyz(patch.Code)))
            .Select(patch => (space.ToLab(patch.Code), ColourSpace.Srgb.ToLab(patch.Rgb.R, patch.Rgb.G, patch.Rgb.B))))
            .AssertBelow(most: 1.2, mean: 0.4, leastCount: 2000, output);
    }

    private static Image AdobeRgb() => Patches().Mutate(image => image.Set(GValue.BlobType, "icc-profile-data", MatrixProfile.AdobeRgb()));

    private static Image Patches()
    {
        byte[] codes =
        [
            .. from r in Enumerable.Range(0, Codes) from g in Enumerable.Range(0, Codes) from b in Enumerable.Range(0, Codes)
               from code in new[] { r, g, b }
               select (byte)(code * Step),
        ];
        return Image.NewFromMemory(codes, Codes, Codes * Codes, RgbImage.Channels, Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
    }
}
