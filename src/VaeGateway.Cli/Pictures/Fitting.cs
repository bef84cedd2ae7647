using VaeGateway.Codec;

namespace VaeGateway.Cli.Pictures;

/// <summary>Brings pictures to a size that can be looked at, by whole factors.</summary>
internal static class Fitting
{
    /// <summary>How many pixels become one, so that no side is longer than a limit.</summary>
    public static int ReductionOf(int width, int height, int maxPixels) => Math.Max(1, (Math.Max(width, height) + maxPixels - 1) / maxPixels);

    /// <summary>How many times pixels may be magnified before a side is longer than a limit.</summary>
    public static int ZoomOf(int width, int height, int maxPixels) => Math.Max(1, maxPixels / Math.Max(width, height));

    /// <summary>Each square of pixels as its mean.</summary>
    public static RgbImage Mean(RgbImage image, int factor) => Reduce(image, factor, samples => (byte)Math.Round(samples.Average(sample => sample)));

    /// <summary>Each square of pixels as its largest sample, so that a single one is not lost.</summary>
    public static RgbImage Largest(RgbImage image, int factor) => Reduce(image, factor, samples => samples.Max());

    private static RgbImage Reduce(RgbImage image, int factor, Func<List<byte>, byte> join)
    {
        if (factor == 1)
        {
            return image;
        }

        var (width, height) = ((image.Width + factor - 1) / factor, (image.Height + factor - 1) / factor);
        var samples = new byte[width * height * RgbImage.Channels];
        var square = new List<byte>(factor * factor);
        for (var i = 0; i < samples.Length; i++)
        {
            var (channel, x, y) = (i % RgbImage.Channels, i / RgbImage.Channels % width * factor, i / RgbImage.Channels / width * factor);
            square.Clear();
            for (var row = y; row < Math.Min(y + factor, image.Height); row++)
            {
                for (var column = x; column < Math.Min(x + factor, image.Width); column++)
                {
                    square.Add(image.Samples[(((row * image.Width) + column) * RgbImage.Channels) + channel]);
                }
            }

            samples[i] = join(square);
        }

        return new RgbImage(width, height, samples);
    }
}
