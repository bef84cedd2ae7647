using VaeGateway.Codec;

namespace VaeGateway.Imaging;

/// <summary>The pixels of an image, transparent or not.</summary>
/// <param name="Colour">Its colours, not multiplied by alpha.</param>
/// <param name="Alpha">Opacity of each pixel, 0 to 255, shape [height, width]; null where all are opaque.</param>
public sealed record Picture(RgbImage Colour, byte[]? Alpha)
{
    private const int Opaque = 255;

    /// <summary>Width in pixels.</summary>
    public int Width => Colour.Width;

    /// <summary>Height in pixels.</summary>
    public int Height => Colour.Height;

    /// <summary>What is seen of the image on a ground of one gray.</summary>
    /// <param name="gray">The ground, 0 (black) to 255 (white).</param>
    public RgbImage Over(byte gray)
    {
        if (Alpha is null)
        {
            return Colour;
        }

        var seen = new byte[Colour.Samples.Length];
        for (var i = 0; i < seen.Length; i++)
        {
            var alpha = Alpha[i / RgbImage.Channels];
            seen[i] = (byte)(((Colour.Samples[i] * alpha) + (gray * (Opaque - alpha)) + (Opaque / 2)) / Opaque);
        }

        return new RgbImage(Width, Height, seen);
    }
}
