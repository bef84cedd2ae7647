namespace VaeGateway.Imaging.Tests;

/// <summary>An RGB colour space by its standard's own formulas, in double precision.</summary>
/// <param name="toXyz">Linear RGB to CIE XYZ.</param>
/// <param name="white">XYZ of its white, which Lab is relative to.</param>
/// <param name="toLinear">A code of 0 to 1 to linear light.</param>
internal sealed class ColourSpace(double[,] toXyz, double[] white, Func<double, double> toLinear)
{
    private const double CubeRootFrom = 216.0 / 24389;
    private const double SlopeBelow = 24389.0 / 27;

    private static readonly double[] D65 = [0.9504559, 1, 1.0890578];
    private static readonly double[] D50 = [0.9642, 1, 0.8249];

    /// <summary>IEC 61966-2-1.</summary>
    public static ColourSpace Srgb { get; } = new(
        new[,] { { 0.4123908, 0.3575843, 0.1804808 }, { 0.2126390, 0.7151687, 0.0721923 }, { 0.0193308, 0.1191948, 0.9505322 } }, D65, CurveOfSrgb);

    /// <summary>The same adapted to D50 by Bradford's matrix, as ICC profiles have it.</summary>
    public static ColourSpace SrgbAtD50 { get; } = new(
        new[,] { { 0.4360657, 0.3851515, 0.1430784 }, { 0.2224932, 0.7168870, 0.0606169 }, { 0.0139239, 0.0970812, 0.7140994 } }, D50, CurveOfSrgb);

    /// <summary>SMPTE EG 432-1 with the white and curve of sRGB.</summary>
    public static ColourSpace DisplayP3 { get; } = new(
        new[,] { { 0.4865709, 0.2656677, 0.1982173 }, { 0.2289746, 0.6917385, 0.0792869 }, { 0, 0.0451134, 1.0439444 } }, D65, CurveOfSrgb);

    /// <summary>Adobe RGB (1998) Color Image Encoding, version 2005-05.</summary>
    public static ColourSpace AdobeRgb { get; } = new(
        new[,] { { 0.57667, 0.18556, 0.18823 }, { 0.29734, 0.62736, 0.07529 }, { 0.02703, 0.07069, 0.99134 } }, D65, code => Math.Pow(code, 563.0 / 256));

    public double[] ToXyz(params byte[] code)
    {
        var linear = code.Select(value => toLinear(value / 255.0)).ToArray();
        return [.. Enumerable.Range(0, 3).Select(row => (toXyz[row, 0] * linear[0]) + (toXyz[row, 1] * linear[1]) + (toXyz[row, 2] * linear[2]))];
    }

    public double[] ToLab(params byte[] code)
    {
        var f = ToXyz(code).Select((value, i) => Compress(value / white[i])).ToArray();
        return [(116 * f[1]) - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])];
    }

    public double[] LabToXyz(double[] lab)
    {
        var y = (lab[0] + 16) / 116;
        double[] f = [y + (lab[1] / 500), y, y - (lab[2] / 200)];
        return [.. f.Select((value, i) => Expand(value) * white[i])];
    }

    /// <summary>Whether the space holds a colour: by Cramer's rule, whether its linear RGB is within 0 and 1.</summary>
    public bool Holds(double[] xyz)
    {
        var whole = Determinant(toXyz);
        return Enumerable.Range(0, 3).All(column => Determinant(With(column, xyz)) / whole is >= 0 and <= 1);
    }

    private double[,] With(int column, double[] values)
    {
        var changed = (double[,])toXyz.Clone();
        for (var row = 0; row < values.Length; row++)
        {
            changed[row, column] = values[row];
        }

        return changed;
    }

    private static double Determinant(double[,] m) =>
        (m[0, 0] * ((m[1, 1] * m[2, 2]) - (m[1, 2] * m[2, 1])))
        - (m[0, 1] * ((m[1, 0] * m[2, 2]) - (m[1, 2] * m[2, 0])))
        + (m[0, 2] * ((m[1, 0] * m[2, 1]) - (m[1, 1] * m[2, 0])));

    private static double CurveOfSrgb(double code) => code <= 0.04045 ? code / 12.92 : Math.Pow((code + 0.055) / 1.055, 2.4);

    private static double Compress(double t) => t > CubeRootFrom ? Math.Cbrt(t) : ((SlopeBelow * t) + 16) / 116;

    private static double Expand(double f) => f * f * f > CubeRootFrom ? f * f * f : ((116 * f) - 16) / SlopeBelow;
}
