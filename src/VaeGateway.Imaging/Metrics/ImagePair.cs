using VaeGateway.Codec;

namespace VaeGateway.Imaging.Metrics;

/// <summary>Checks that two images can be compared sample by sample.</summary>
internal static class ImagePair
{
    public static void Check(RgbImage a, RgbImage b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Width != b.Width || a.Height != b.Height)
        {
            throw new ArgumentException($"The images differ in size: {a.Width} x {a.Height} and {b.Width} x {b.Height} pixels.", nameof(b));
        }
    }
}
