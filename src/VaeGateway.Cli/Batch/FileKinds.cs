using VaeGateway.Codec;

namespace VaeGateway.Cli.Batch;

/// <summary>Tells by a file's name whether it belongs in a run over a folder.</summary>
internal static class FileKinds
{
    // With kinds that can't be encoded, so that a report can say why they were left out.
    private static readonly HashSet<string> ImageExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".webp", ".avif", ".tif", ".tiff", ".gif",
        ".svg", ".bmp", ".ico", ".heic", ".heif", ".jxl", ".jp2",
    };

    public static bool IsImage(string name) => ImageExtensions.Contains(Path.GetExtension(name));

    public static bool IsLatent(string name) => Path.GetExtension(name).Equals(LatentFormat.FileExtension, StringComparison.OrdinalIgnoreCase);
}
