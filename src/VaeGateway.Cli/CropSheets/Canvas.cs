using VaeGateway.Codec;

namespace VaeGateway.Cli.CropSheets;

/// <summary>White paper that images are pasted on.</summary>
internal sealed class Canvas
{
    public Canvas(int width, int height)
    {
        Image = new RgbImage(width, height, new byte[width * height * RgbImage.Channels]);
        Image.Samples.AsSpan().Fill(byte.MaxValue);
    }

    /// <summary>What was drawn so far.</summary>
    public RgbImage Image { get; }

    /// <summary>Pastes an image, each pixel as a square.</summary>
    /// <param name="image">The image.</param>
    /// <param name="left">Where its left edge comes to lie.</param>
    /// <param name="top">Where its upper edge comes to lie.</param>
    /// <param name="zoom">Side of a square.</param>
    public void Paste(RgbImage image, int left, int top, int zoom)
    {
        for (var y = 0; y < image.Height * zoom; y++)
        {
            for (var x = 0; x < image.Width * zoom; x++)
            {
                var from = (((y / zoom) * image.Width) + (x / zoom)) * RgbImage.Channels;
                var to = (((top + y) * Image.Width) + left + x) * RgbImage.Channels;
                image.Samples.AsSpan(from, RgbImage.Channels).CopyTo(Image.Samples.AsSpan(to));
            }
        }
    }

    /// <summary>Colours one pixel.</summary>
    public void Set(int x, int y, ScottPlot.Color colour)
    {
        ReadOnlySpan<byte> samples = [colour.R, colour.G, colour.B];
        samples.CopyTo(Image.Samples.AsSpan(((y * Image.Width) + x) * RgbImage.Channels));
    }

    /// <summary>Colours a rectangle.</summary>
    public void Fill(CropWindow window, ScottPlot.Color colour)
    {
        for (var i = 0; i < window.Width * window.Height; i++)
        {
            Set(window.X + (i % window.Width), window.Y + (i / window.Width), colour);
        }
    }

    /// <summary>Draws a frame that shows on any ground: yellow, with black around it. What lies off the canvas is left out.</summary>
    /// <param name="window">What lies within the frame.</param>
    /// <param name="thickness">Of the yellow, in pixels; the black is one more.</param>
    public void Frame(CropWindow window, int thickness)
    {
        for (var y = window.Y - thickness - 1; y < window.Y + window.Height + thickness + 1; y++)
        {
            for (var x = window.X - thickness - 1; x < window.X + window.Width + thickness + 1; x++)
            {
                var outside = Math.Max(
                    Math.Max(window.X - x, x - (window.X + window.Width - 1)), Math.Max(window.Y - y, y - (window.Y + window.Height - 1)));
                if (outside > 0 && x >= 0 && y >= 0 && x < Image.Width && y < Image.Height)
                {
                    ReadOnlySpan<byte> colour = outside > thickness ? [0, 0, 0] : [byte.MaxValue, 220, 0];
                    colour.CopyTo(Image.Samples.AsSpan(((y * Image.Width) + x) * RgbImage.Channels));
                }
            }
        }
    }
}
