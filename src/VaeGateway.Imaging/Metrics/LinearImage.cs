using VaeGateway.Codec;

namespace VaeGateway.Imaging.Metrics;

/// <summary>An image in linear sRGB, 0 to 1.</summary>
internal sealed record LinearImage(Plane Red, Plane Green, Plane Blue)
{
    // The opsin transform of JPEG XL (ISO/IEC 18181-1): cone responses, a bias, and a cube root.
    private const double Bias = 0.0037930732552754493;
    private const double ShortRed = 0.24342268924547819;
    private const double ShortGreen = 0.20476744424496821;

    // They bring X, Y and B − Y of sRGB to 0 … 1; of SSIMULACRA 2.
    private const double XScale = 14;
    private const double XOffset = 0.42;
    private const double YOffset = 0.01;
    private const double BOffset = 0.55;

    private static readonly double CubeRootOfBias = Math.Cbrt(Bias);
    private static readonly double[] Linear = [.. Enumerable.Range(0, byte.MaxValue + 1).Select(code => ToLinear(code / 255.0))];

    public int Width => Red.Width;

    public int Height => Red.Height;

    public static LinearImage Of(RgbImage image)
    {
        var planes = new LinearImage(
            Plane.Blank(image.Width, image.Height), Plane.Blank(image.Width, image.Height), Plane.Blank(image.Width, image.Height));
        for (int i = 0, at = 0; i < planes.Red.Samples.Length; i++, at += RgbImage.Channels)
        {
            planes.Red.Samples[i] = Linear[image.Samples[at]];
            planes.Green.Samples[i] = Linear[image.Samples[at + 1]];
            planes.Blue.Samples[i] = Linear[image.Samples[at + 2]];
        }

        return planes;
    }

    /// <summary>Half the size; an odd last row or column counts twice.</summary>
    public LinearImage Halve() => new(Halve(Red), Halve(Green), Halve(Blue));

    /// <summary>X, Y and B − Y, each about 0 to 1.</summary>
    public Plane[] ToXyb()
    {
        Plane[] xyb = [Plane.Blank(Width, Height), Plane.Blank(Width, Height), Plane.Blank(Width, Height)];
        for (var i = 0; i < Red.Samples.Length; i++)
        {
            var (r, g, b) = (Red.Samples[i], Green.Samples[i], Blue.Samples[i]);
            var l = Response((0.30 * r) + (0.622 * g) + (0.078 * b));
            var m = Response((0.23 * r) + (0.692 * g) + (0.078 * b));
            var s = Response((ShortRed * r) + (ShortGreen * g) + ((1 - ShortRed - ShortGreen) * b));
            var luma = (l + m) / 2;
            xyb[0].Samples[i] = ((l - m) / 2 * XScale) + XOffset;
            xyb[1].Samples[i] = luma + YOffset;
            xyb[2].Samples[i] = s - luma + BOffset;
        }

        return xyb;
    }

    private static double Response(double absorbed) => Math.Cbrt(Math.Max(0, absorbed + Bias)) - CubeRootOfBias;

    // IEC 61966-2-1.
    private static double ToLinear(double code) => code <= 0.04045 ? code / 12.92 : Math.Pow((code + 0.055) / 1.055, 2.4);

    private static Plane Halve(Plane plane)
    {
        var half = Plane.Blank((plane.Width + 1) / 2, (plane.Height + 1) / 2);
        for (var y = 0; y < half.Height; y++)
        {
            var upper = plane.Row(2 * y);
            var lower = plane.Row(Math.Min((2 * y) + 1, plane.Height - 1));
            var target = half.Row(y);
            for (var x = 0; x < target.Length; x++)
            {
                var right = Math.Min((2 * x) + 1, plane.Width - 1);
                target[x] = (upper[2 * x] + upper[right] + lower[2 * x] + lower[right]) / 4;
            }
        }

        return half;
    }
}
