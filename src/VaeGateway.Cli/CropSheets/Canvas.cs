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
}
