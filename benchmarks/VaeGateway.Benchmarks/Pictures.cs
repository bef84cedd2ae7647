using VaeGateway.Codec;

namespace VaeGateway.Benchmarks;

/// <summary>Pictures made by arithmetic: shading and a little noise.</summary>
internal static class Pictures
{
    public static RgbImage Create(int width, int height)
    {
        var random = new Random(1);
        var samples = new byte[width * height * RgbImage.Channels];
        for (var i = 0; i < samples.Length; i++)
        {
            var (x, y) = (i / RgbImage.Channels % width, i / RgbImage.Channels / width);
            samples[i] = (byte)(128 + (80 * Math.Sin(x / 37.0) * Math.Cos(y / 23.0)) + random.Next(-8, 9));
        }

        return new RgbImage(width, height, samples);
    }
}
