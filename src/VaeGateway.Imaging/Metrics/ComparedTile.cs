namespace VaeGateway.Imaging.Metrics;

/// <summary>A tile of two images and how it differs.</summary>
/// <param name="X">Left edge, in pixels.</param>
/// <param name="Y">Upper edge, in pixels.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Psnr">PSNR in dB within it; infinite where its pixels are equal.</param>
public sealed record ComparedTile(int X, int Y, int Width, int Height, double Psnr);
