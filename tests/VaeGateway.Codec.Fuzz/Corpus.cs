using System.Runtime.CompilerServices;
using VaeGateway.Codec.Tests;

namespace VaeGateway.Codec.Fuzz;

/// <summary>Whole containers to begin with, and the cases that once failed.</summary>
internal static class Corpus
{
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    /// <summary>Where failing cases go that are mended: each runs in every later test.</summary>
    public static string SavedFolder => Path.Combine(Repository, "tests", "vectors", "fuzz");

    /// <summary>The golden containers and some of many chunks.</summary>
    public static List<byte[]> Synthetic(SyntheticModel model)
    {
        var encoder = new LatentEncoder(model);
        (int Width, int Height, int Quality)[] shapes = [(17, 33, 63), (64, 64, 5), (1, 400, 40), (400, 1, 40), (640, 480, 60), (900, 700, 63)];
        return
        [
            .. Files(Path.Combine(Repository, "tests", "vectors", "container")),
            .. shapes.Select(shape => encoder.Pack(model.Symbols(new LatentGeometry(shape.Width, shape.Height), shape.Quality, seed: shape.Width))),
        ];
    }

    /// <summary>Tiny containers of a trained model.</summary>
    public static List<byte[]> Trained(ILatentModel model)
    {
        var encoder = new LatentEncoder(model);
        return [encoder.Encode(Noise(70, 50), 30), encoder.Encode(Noise(1, 130), 63), encoder.Encode(Noise(200, 140), 45)];
    }

    public static IEnumerable<byte[]> Files(string folder) => Directory.Exists(folder)
        ? Directory.GetFiles(folder, "*" + LatentFormat.FileExtension).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)
        : [];

    private static RgbImage Noise(int width, int height)
    {
        var samples = new byte[width * height * RgbImage.Channels];
        new Random(width).NextBytes(samples);
        return new RgbImage(width, height, samples);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
