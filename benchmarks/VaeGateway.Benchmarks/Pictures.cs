using System.Runtime.CompilerServices;
using VaeGateway.Codec;
using VaeGateway.Imaging;

namespace VaeGateway.Benchmarks;

/// <summary>What is measured on: the upper left corner of a picture of the demo site.</summary>
internal static class Pictures
{
    public const int Width = 768;
    public const int Height = 512;

    private const string Name = "lake.jpg";

    public static RgbImage Lake()
    {
        var whole = ImageReader.Decode(File.ReadAllBytes(Path.Combine(Repository(), "deploy", "demo", "site", "images", Name)), new ImageLimits());
        var row = Width * RgbImage.Channels;
        var samples = new byte[row * Height];
        for (var y = 0; y < Height; y++)
        {
            whole.Samples.AsSpan(y * whole.Width * RgbImage.Channels, row).CopyTo(samples.AsSpan(y * row));
        }

        return new RgbImage(Width, Height, samples);
    }

    private static string Repository([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}
