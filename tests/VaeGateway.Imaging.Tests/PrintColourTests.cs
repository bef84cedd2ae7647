using NetVips;
using Xunit.Abstractions;
using static VaeGateway.Imaging.Tests.SampleImages;

namespace VaeGateway.Imaging.Tests;

/// <summary>CMYK and YCCK JPEGs against the way by CIE Lab: the profile's own tables lead there in floating point, sRGB's formula on.</summary>
public sealed class PrintColourTests(ITestOutputHelper output)
{
    private const int Step = 51;
    private const int Codes = 6;
    private const int Side = Codes * Codes;
    private const int Inks = 4;
    private const byte Ycck = 2;

    [Fact]
    public void Cmyk_that_srgb_holds_comes_out_within_a_just_noticeable_difference() => Check(Jpeg(Patches()));

    [Fact]
    public void Ycck_does_so_too() => Check(YcckJpeg());

    [Fact]
    public void Ycck_comes_out_as_the_cmyk_that_it_was_made_of()
    {
        var (cmyk, ycck) = (ImageReader.Decode(Jpeg(Patches()), Limits), ImageReader.Decode(YcckJpeg(), Limits));
        var differences = cmyk.Samples.Zip(ycck.Samples, (a, b) => Math.Abs(a - b)).ToList();

        // Each is rounded in its own way.
        Assert.True(differences.Max() <= 8 && differences.Average() < 1, $"at most {differences.Max()}, mean {differences.Average():F2}");
    }

    private void Check(byte[] jpeg)
    {
        using var raw = Image.NewFromBuffer(jpeg);
        Assert.Equal(Enums.Interpretation.Cmyk, raw.Interpretation);
        using var lab = raw.IccImport(embedded: true, intent: Enums.Intent.Relative, blackPointCompensation: true, pcs: Enums.PCS.Lab).Cast(Enums.BandFormat.Float);
        var labs = lab.WriteToMemory<float>().Chunk(3).Select(colour => colour.Select(value => (double)value).ToArray());
        var image = ImageReader.Decode(jpeg, Limits);
        new ColourDifferences(labs
            .Select((expected, i) => (Expected: expected, Rgb: At(image, i % Side, i / Side)))
            .Where(patch => ColourSpace.SrgbAtD50.Holds(ColourSpace.SrgbAtD50.LabToXyz(patch.Expected)))
            .Select(patch => (patch.Expected, ColourSpace.SrgbAtD50.ToLab(patch.Rgb.R, patch.Rgb.G, patch.Rgb.B))))
            .AssertBelow(most: 2.3, mean: 0.6, leastCount: 500, output);
    }

    private static byte[] Jpeg(byte[] inks)
    {
        using var image = Image.NewFromMemory(inks, Side, Side, Inks, Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Cmyk);
        return image.JpegsaveBuffer(q: 100, profile: "cmyk");
    }

    /// <summary>
    /// The same inks as Photoshop stores them: cyan, magenta and yellow as if they were red, green and blue, in luma and chroma. The writer takes
    /// them for plain inks and inverts them; Adobe's marker, changed, says what they are.
    /// </summary>
    private static byte[] YcckJpeg()
    {
        var jpeg = Jpeg([.. Patches().Chunk(Inks).SelectMany(inks => ToYcck(inks[0], inks[1], inks[2], inks[3]))]);
        var adobe = jpeg.AsSpan().IndexOf("Adobe"u8);
        Assert.Equal(0, jpeg[adobe + 11]);
        jpeg[adobe + 11] = Ycck;
        return jpeg;
    }

    private static byte[] ToYcck(double c, double m, double y, byte k)
    {
        var luma = (0.299 * c) + (0.587 * m) + (0.114 * y);
        double[] stored = [luma, 128 + ((y - luma) / 1.772), 128 + ((c - luma) / 1.402)];
        return [.. stored.Select(value => (byte)(255 - Math.Clamp(Math.Round(value), 0, 255))), k];
    }

    private static byte[] Patches() =>
    [
        .. from c in Enumerable.Range(0, Codes) from m in Enumerable.Range(0, Codes) from y in Enumerable.Range(0, Codes) from k in Enumerable.Range(0, Codes)
           from ink in new[] { c, m, y, k }
           select (byte)(ink * Step),
    ];
}
