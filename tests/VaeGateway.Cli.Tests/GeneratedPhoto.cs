using VaeGateway.Codec;

namespace VaeGateway.Cli.Tests;

/// <summary>Smooth waves with a little noise: something a codec can work on.</summary>
internal static class GeneratedPhoto
{
    public static RgbImage Create(int seed, int width, int height)
    {
        var random = new Random(seed);
        var samples = new byte[width * height * RgbImage.Channels];
        for (var i = 0; i < samples.Length; i++)
        {
            var (x, y) = (i / RgbImage.Channels % width, i / RgbImage.Channels / width);
            samples[i] = (byte)(128 + (90 * Math.Sin((x + (seed * y)) / 15.0)) + random.Next(20));
        }

        return new RgbImage(width, height, samples);
    }
}
