using VaeGateway.Imaging;

namespace VaeGateway.Codec.Onnx.Tests;

/// <summary>Pictures made by arithmetic: soft shading, an edge, and a little fine texture; and a part of one of the demo's.</summary>
internal static class TestImages
{
    public static RgbImage Create(int width, int height)
    {
        var samples = new byte[width * height * RgbImage.Channels];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var shade = 120 + (60 * Math.Sin(x / 41.0) * Math.Cos(y / 29.0)) + (x * 3 > y * 4 ? 25 : 0);
                var texture = 8 * Math.Sin((x * 1.7) + (y * 0.9));
                var at = ((y * width) + x) * RgbImage.Channels;
                samples[at] = Sample(shade + texture + 10);
                samples[at + 1] = Sample(shade + (texture / 2));
                samples[at + 2] = Sample((shade * 0.8) + 20 - texture);
            }
        }

        return new RgbImage(width, height, samples);
    }

    /// <summary>The upper left corner of a picture of the sample site.</summary>
    public static RgbImage FromDemo(string name, int width, int height)
    {
        var path = Path.Combine(CommittedModel.Repository, "deploy", "demo", "site", "images", name);
        var whole = ImageReader.Decode(File.ReadAllBytes(path), new ImageLimits());
        var row = width * RgbImage.Channels;
        var samples = new byte[row * height];
        for (var y = 0; y < height; y++)
        {
            whole.Samples.AsSpan(y * whole.Width * RgbImage.Channels, row).CopyTo(samples.AsSpan(y * row));
        }

        return new RgbImage(width, height, samples);
    }

    /// <summary>In dB, over the part of the image right of and below a corner.</summary>
    public static double Psnr(RgbImage a, RgbImage b, int left = 0, int top = 0)
    {
        var squares = Enumerable.Range(0, a.Samples.Length)
            .Where(i => i / RgbImage.Channels % a.Width >= left && i / RgbImage.Channels / a.Width >= top)
            .Average(i => Math.Pow(a.Samples[i] - b.Samples[i], 2));
        return 10 * Math.Log10(255.0 * 255.0 / squares);
    }

    private static byte Sample(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
