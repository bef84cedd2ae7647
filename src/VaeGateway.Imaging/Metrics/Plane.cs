using VaeGateway.Codec;

namespace VaeGateway.Imaging.Metrics;

/// <summary>One channel in double precision, shape [height, width].</summary>
internal sealed record Plane(int Width, int Height, double[] Samples)
{
    public static Plane Blank(int width, int height) => new(width, height, new double[width * height]);

    /// <summary>Luma by ITU-R BT.601, 0 to 255.</summary>
    public static Plane LumaOf(RgbImage image) => LumaOf(image, 0, 0, image.Width, image.Height);

    /// <summary>Luma of a part.</summary>
    public static Plane LumaOf(RgbImage image, int left, int top, int width, int height)
    {
        var luma = Blank(width, height);
        for (var y = 0; y < height; y++)
        {
            var rgb = image.Samples.AsSpan((((top + y) * image.Width) + left) * RgbImage.Channels, width * RgbImage.Channels);
            var row = luma.Row(y);
            for (int x = 0, at = 0; x < width; x++, at += RgbImage.Channels)
            {
                row[x] = (0.299 * rgb[at]) + (0.587 * rgb[at + 1]) + (0.114 * rgb[at + 2]);
            }
        }

        return luma;
    }

    /// <summary>Half the size, by the mean of 2×2 samples; an odd last row or column is dropped.</summary>
    public Plane Halve()
    {
        var half = Blank(Width / 2, Height / 2);
        for (var y = 0; y < half.Height; y++)
        {
            var upper = Row(2 * y);
            var lower = Row((2 * y) + 1);
            var target = half.Row(y);
            for (var x = 0; x < target.Length; x++)
            {
                target[x] = (upper[2 * x] + upper[(2 * x) + 1] + lower[2 * x] + lower[(2 * x) + 1]) / 4;
            }
        }

        return half;
    }

    /// <summary>The product, sample by sample.</summary>
    public Plane Times(Plane other)
    {
        var product = Blank(Width, Height);
        for (var i = 0; i < product.Samples.Length; i++)
        {
            product.Samples[i] = Samples[i] * other.Samples[i];
        }

        return product;
    }

    public double Mean() => Samples.Average();

    public Span<double> Row(int y) => Samples.AsSpan(y * Width, Width);
}
