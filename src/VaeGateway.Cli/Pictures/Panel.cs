using VaeGateway.Codec;

namespace VaeGateway.Cli.Pictures;

/// <summary>One part of a sheet.</summary>
/// <param name="Pixels">What to show.</param>
/// <param name="Title">First line above it.</param>
/// <param name="Detail">Second line above it.</param>
/// <param name="Zoom">How many times each pixel is magnified.</param>
internal sealed record Panel(RgbImage Pixels, string Title, string Detail, int Zoom = 1)
{
    /// <summary>Width on the sheet, in pixels.</summary>
    public int Width => Pixels.Width * Zoom;

    /// <summary>Height on the sheet, in pixels.</summary>
    public int Height => Pixels.Height * Zoom;
}
