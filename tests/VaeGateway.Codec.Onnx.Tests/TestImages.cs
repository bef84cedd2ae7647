namespace VaeGateway.Codec.Onnx.Tests;

/// <summary>Photograph-like pictures made by arithmetic: soft shading, an edge, and a little fine texture.</summary>
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

    public static double Psnr(RgbImage a, RgbImage b)
    {
        var squares = a.Samples.Zip(b.Samples).Average(pair => Math.Pow(pair.First - pair.Second, 2));
        return 10 * Math.Log10(255.0 * 255.0 / squares);
    }

    private static byte Sample(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
