using VaeGateway.Codec;
using VaeGateway.Imaging;

namespace VaeGateway.IntegrationTests.Hosting;

/// <summary>Photograph-like pictures made by arithmetic: soft shading, an edge, fine texture, a little sensor noise.</summary>
internal static class Photo
{
    public const int Width = 256;
    public const int Height = 192;

    public static byte[] Png(int seed) => ImageWriter.Write(Create(seed), ImageFormat.Png, quality: 100);

    /// <summary>A quarter as many pixels.</summary>
    public static byte[] SmallPng(int seed) => ImageWriter.Write(Create(seed, Width / 2, Height / 2), ImageFormat.Png, quality: 100);

    public static byte[] Jpeg(int seed) => ImageWriter.Write(Create(seed), ImageFormat.Jpeg, quality: 95);

    /// <summary>A picture of nothing but noise, which no codec can make small.</summary>
    public static byte[] NoisePng(int seed)
    {
        var samples = new byte[Width * Height * RgbImage.Channels];
        new Random(seed).NextBytes(samples);
        return ImageWriter.Write(new RgbImage(Width, Height, samples), ImageFormat.Png, quality: 100);
    }

    /// <summary>A graphic of which a PNG is tiny: one pixel black, one white.</summary>
    public static byte[] ChequeredPng()
    {
        var samples = new byte[Width * Height * RgbImage.Channels];
        for (var i = 0; i < samples.Length; i++)
        {
            var (x, y) = (i / RgbImage.Channels % Width, i / RgbImage.Channels / Width);
            samples[i] = (byte)((x + y) % 2 == 0 ? 0 : 255);
        }

        return ImageWriter.Write(new RgbImage(Width, Height, samples), ImageFormat.Png, quality: 100);
    }

    /// <summary>Alpha of every pixel of <see cref="TransparentPng"/>.</summary>
    public const byte Transparency = 0x66;

    /// <summary>A colour that shines through, 4 x 4 pixels.</summary>
    public static byte[] TransparentPng() => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAYAAACp8Z5+AAAAEklEQVR4nGM4YSOShowZSBcAADahF+FDC4ZKAAAAAElFTkSuQmCC");

    /// <summary>A softly shaded, slightly grainy disc on nothing.</summary>
    public static byte[] CutoutPng()
    {
        const int Side = 256;
        const int Radius = Side / 2;
        var random = new Random(3);
        var (samples, alpha) = (new byte[Side * Side * RgbImage.Channels], new byte[Side * Side]);
        for (var i = 0; i < alpha.Length; i++)
        {
            var (x, y) = (i % Side, i / Side);
            var shade = 120 + (60 * Math.Sin(x / 30.0) * Math.Cos(y / 20.0)) + random.Next(8);
            (samples[3 * i], samples[(3 * i) + 1], samples[(3 * i) + 2]) = (Sample(shade + 10), Sample(shade), Sample((shade * 0.8) + 20));
            alpha[i] = Sample((Radius - Math.Sqrt(Math.Pow(x - Radius, 2) + Math.Pow(y - Radius, 2))) * 16);
        }

        return ImageWriter.Write(new Picture(new RgbImage(Side, Side, samples), alpha), ImageFormat.Png, quality: 100);
    }

    /// <summary>Different pictures for different seeds.</summary>
    public static RgbImage Create(int seed, int width = Width, int height = Height)
    {
        var random = new Random(seed);
        var (wide, high, slope) = (30 + (random.NextDouble() * 30), 20 + (random.NextDouble() * 30), 1 + (random.NextDouble() * 3));
        var samples = new byte[width * height * RgbImage.Channels];
        for (var i = 0; i < samples.Length; i += RgbImage.Channels)
        {
            var (x, y) = (i / RgbImage.Channels % width, i / RgbImage.Channels / width);
            var shade = 120 + (60 * Math.Sin(x / wide) * Math.Cos(y / high)) + (x * slope > y * 3 ? 25 : 0);
            var texture = (4 * Math.Sin((x * 1.7) + (y * 0.9))) + (random.NextDouble() * 6);
            samples[i] = Sample(shade + texture + 10);
            samples[i + 1] = Sample(shade + (texture / 2));
            samples[i + 2] = Sample((shade * 0.8) + 20 - texture);
        }

        return new RgbImage(width, height, samples);
    }

    private static byte Sample(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
