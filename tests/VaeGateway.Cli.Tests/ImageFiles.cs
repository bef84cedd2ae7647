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

    /// <summary>Black and white squares of 4 × 4 pixels: a tenth of a latent's bytes as a PNG.</summary>
    public static byte[] Chequered { get; } = ImageWriter.Write(Squares(64), ImageFormat.Png, 90);

    public static byte[] Photo(ImageFormat format, int seed = 1, int width = Width, int height = Height) =>
        ImageWriter.Write(GeneratedPhoto.Create(seed, width, height), format, 90);

    public static RgbImage Read(string path) => ImageReader.Decode(File.ReadAllBytes(path), new ImageLimits());

    private static RgbImage Squares(int side) => new(
        side, side, [.. Enumerable.Range(0, side * side * RgbImage.Channels).Select(i => (byte)(i / RgbImage.Channels % side / 4 % 2 == i / RgbImage.Channels / side / 4 % 2 ? 0 : 255))]);
}
