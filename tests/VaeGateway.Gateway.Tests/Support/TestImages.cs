using VaeGateway.Codec;
using VaeGateway.Imaging;

namespace VaeGateway.Gateway.Tests.Support;

/// <summary>Pictures made on the spot.</summary>
internal static class TestImages
{
    /// <summary>Blocks of gray as a PNG: bigger than its latent, and easy for <see cref="BlockModel"/>.</summary>
    public static byte[] EasyPng { get; } = ImageWriter.Write(Blocks(640, 480), ImageFormat.Png, 100);

    /// <summary>Noise as a JPEG: <see cref="BlockModel"/> can't show it.</summary>
    public static byte[] HardJpeg { get; } = ImageWriter.Write(Noise(128, 128), ImageFormat.Jpeg, 90);

    /// <summary>Small letters, black on white, as a PNG: <see cref="BlockModel"/> can't show them, and no loss becomes them.</summary>
    public static byte[] LetteredPng { get; } = ImageWriter.Write(Letters(320, 240), ImageFormat.Png, 100);

    /// <summary>A grainy picture that fades out to the right.</summary>
    public static Picture Faded { get; } = new(Noise(96, 96), [.. Enumerable.Range(0, 96 * 96).Select(i => (byte)(255 - (i % 96 * 2)))]);

    /// <summary>A softly shaded, slightly grainy disc on nothing, as a PNG.</summary>
    public static byte[] CutoutPng { get; } = ImageWriter.Write(Disc(256), ImageFormat.Png, 100);

    public static RgbImage Blocks(int width, int height) => Paint(width, height, (x, y) => (byte)(((x / 16 * 37) + (y / 16 * 101)) % 256));

    public static RgbImage Noise(int width, int height)
    {
        var random = new Random(1);
        return Paint(width, height, (_, _) => (byte)random.Next(256));
    }

    private static RgbImage Letters(int width, int height)
    {
        var random = new Random(2);
        var ink = Enumerable.Range(0, width * height / 4).Select(_ => random.Next(3) == 0).ToArray();
        return Paint(width, height, (x, y) => ink[(y / 2 * (width / 2)) + (x / 2)] && y % 12 < 8 ? (byte)0 : (byte)255);
    }

    public static Picture Disc(int side)
    {
        var random = new Random(3);
        var shade = Paint(side, side, (x, y) => (byte)(128 + (60 * Math.Sin(x / 30.0) * Math.Cos(y / 20.0)) + random.Next(8)));
        var distances = Enumerable.Range(0, side * side).Select(i => Math.Sqrt(Math.Pow((i % side) - (side / 2), 2) + Math.Pow((i / side) - (side / 2), 2)));
        return new Picture(shade, [.. distances.Select(distance => (byte)Math.Clamp(((side / 2) - distance) * 16, 0, 255))]);
    }

    public static RgbImage Paint(int width, int height, Func<int, int, byte> gray)
    {
        var samples = new byte[width * height * RgbImage.Channels];
        for (var i = 0; i < width * height; i++)
        {
            samples.AsSpan(i * RgbImage.Channels, RgbImage.Channels).Fill(gray(i % width, i / width));
        }

        return new RgbImage(width, height, samples);
    }
}
