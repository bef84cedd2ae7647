using VaeGateway.Codec;

namespace VaeGateway.Cli.CropSheets;

/// <summary>A rectangle of an image, in pixels.</summary>
internal readonly record struct CropWindow(int X, int Y, int Width, int Height)
{
    private const int StepPixels = 8;

    // Half of the detail is forgiven at a corner of the image: what matters is seldom there.
    private const double CornerWeight = 0.5;

    /// <summary>A square at a place, moved and cut so that it lies within the image.</summary>
    public static CropWindow At(RgbImage image, int x, int y, int side)
    {
        var (width, height) = (Math.Min(side, image.Width), Math.Min(side, image.Height));
        return new CropWindow(Math.Clamp(x, 0, image.Width - width), Math.Clamp(y, 0, image.Height - height), width, height);
    }

    /// <summary>The square with the most detail, near the middle rather than at the edge.</summary>
    public static CropWindow MostDetailed(RgbImage image, int side)
    {
        var detail = new DetailMap(image);
        var candidates =
            from y in Starts(image.Height, side)
            from x in Starts(image.Width, side)
            select At(image, x, y, side);
        return candidates.MaxBy(window => detail.Of(window) * CentreWeight(image, window));
    }

    /// <summary>Copies the rectangle out of an image.</summary>
    public RgbImage Cut(RgbImage image)
    {
        var rowBytes = Width * RgbImage.Channels;
        var samples = new byte[Height * rowBytes];
        for (var row = 0; row < Height; row++)
        {
            image.Samples.AsSpan((((Y + row) * image.Width) + X) * RgbImage.Channels, rowBytes).CopyTo(samples.AsSpan(row * rowBytes));
        }

        return new RgbImage(Width, Height, samples);
    }

    private static IEnumerable<int> Starts(int length, int side)
    {
        for (var start = 0; start == 0 || start + side <= length; start += StepPixels)
        {
            yield return start;
        }
    }

    /// <summary>1 in the middle, <see cref="CornerWeight"/> where the window's middle would be a corner of the image.</summary>
    private static double CentreWeight(RgbImage image, CropWindow window)
    {
        var x = ((2.0 * window.X) + window.Width - image.Width) / image.Width;
        var y = ((2.0 * window.Y) + window.Height - image.Height) / image.Height;
        return 1 - ((1 - CornerWeight) * ((x * x) + (y * y)) / 2);
    }
}
