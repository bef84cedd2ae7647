using VaeGateway.Codec;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.Tests;

/// <summary>Small files as people have them, sound and otherwise.</summary>
internal static class ImageFiles
{
    public const int Width = 72;
    public const int Height = 56;

    /// <summary>A PNG of one red pixel, half transparent.</summary>
    public static byte[] Transparent { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DQAAAEgQGALFXOsAAAAABJRU5ErkJggg==");

    public static byte[] Svg => "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"u8.ToArray();

    public static byte[] Truncated => Photo(ImageFormat.Jpeg)[..^200];

    public static byte[] Photo(ImageFormat format, int seed = 1, int width = Width, int height = Height) =>
        ImageWriter.Write(GeneratedPhoto.Create(seed, width, height), format, 90);

    public static RgbImage Read(string path) => ImageReader.Decode(File.ReadAllBytes(path), new ImageLimits());
}
