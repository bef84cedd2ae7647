using NetVips;
using VaeGateway.Codec;
using static VaeGateway.Imaging.Tests.SampleImages;

namespace VaeGateway.Imaging.Tests;

/// <summary>Display P3 pictures against their conversion by the standards' own formulas, in double precision.</summary>
public sealed class WideGamutTests
{
    private const int Step = 15;
    private const int Codes = 18;

    // Linear RGB to CIE XYZ at D65: IEC 61966-2-1, and SMPTE EG 432-1 with the same white.
    private static readonly double[,] SrgbToXyz = { { 0.4123908, 0.3575843, 0.1804808 }, { 0.2126390, 0.7151687, 0.0721923 }, { 0.0193308, 0.1191948, 0.9505322 } };
    private static readonly double[,] P3ToXyz = { { 0.4865709, 0.2656677, 0.1982173 }, { 0.2289746, 0.6917385, 0.0792869 }, { 0, 0.0451134, 1.0439444 } };
    private static readonly double[] White = [0.9504559, 1, 1.0890578];

    [Fact]
    public void Colours_that_srgb_holds_come_out_within_a_just_noticeable_difference()
    {
        var p3 = Patches();
        var image = ReadP3(p3);
        var differences = p3.Select((code, i) => (Lab: ToLab(P3ToXyz, code), Rgb: At(image, i % Codes, i / Codes)))
            .Where(patch => IsInSrgb(patch.Lab.Xyz))
            .Select(patch => Distance(patch.Lab.Lab, ToLab(SrgbToXyz, [patch.Rgb.R, patch.Rgb.G, patch.Rgb.B]).Lab))
            .ToList();

        // CIE 1976: about 2.3 is just noticeable. Rounding to 8 bits makes most of what is left.
        Assert.True(differences.Count > 2000, $"{differences.Count} patches");
        Assert.True(differences.Max() < 1.2 && differences.Average() < 0.4, $"at most {differences.Max():F2}, mean {differences.Average():F2}");
    }

    private static List<byte[]> Patches() =>
    [
        .. from r in Enumerable.Range(0, Codes) from g in Enumerable.Range(0, Codes) from b in Enumerable.Range(0, Codes)
           select new[] { (byte)(r * Step), (byte)(g * Step), (byte)(b * Step) },
    ];

    private static RgbImage ReadP3(List<byte[]> patches)
    {
        using var image = Image.NewFromMemory(patches.SelectMany(code => code).ToArray(), Codes, patches.Count / Codes, 3, Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);
        return ImageReader.Decode(image.PngsaveBuffer(profile: "p3"), Limits);
    }

    private static (double[] Xyz, double[] Lab) ToLab(double[,] toXyz, byte[] code)
    {
        var linear = code.Select(value => ToLinear(value / 255.0)).ToArray();
        double[] xyz = [.. Enumerable.Range(0, 3).Select(row => (toXyz[row, 0] * linear[0]) + (toXyz[row, 1] * linear[1]) + (toXyz[row, 2] * linear[2]))];
        var f = xyz.Select((value, i) => Compress(value / White[i])).ToArray();
        return (xyz, [(116 * f[1]) - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]);
    }

    private static bool IsInSrgb(double[] xyz)
    {
        // The inverse of SrgbToXyz.
        double[] rgb =
        [
            (3.2409699 * xyz[0]) - (1.5373832 * xyz[1]) - (0.4986108 * xyz[2]),
            (-0.9692436 * xyz[0]) + (1.8759675 * xyz[1]) + (0.0415551 * xyz[2]),
            (0.0556301 * xyz[0]) - (0.2039770 * xyz[1]) + (1.0569715 * xyz[2]),
        ];
        return rgb.All(value => value is >= 0 and <= 1);
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    private static double ToLinear(double code) => code <= 0.04045 ? code / 12.92 : Math.Pow((code + 0.055) / 1.055, 2.4);

    private static double Compress(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : ((24389.0 / 27 * t) + 16) / 116;
}
