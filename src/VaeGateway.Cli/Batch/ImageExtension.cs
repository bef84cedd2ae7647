using VaeGateway.Imaging;

namespace VaeGateway.Cli.Batch;

/// <summary>The formats that are written, by the extensions of their files.</summary>
internal static class ImageExtension
{
    /// <summary>Words of <c>--format</c>.</summary>
    public static IReadOnlyList<string> Words { get; } = ["png", "jpg", "webp", "avif"];

    /// <summary>The format that a path's extension names, or null.</summary>
    public static ImageFormat? FormatOf(string path) => FormatOfWord(Path.GetExtension(path).TrimStart('.'));

    /// <summary>The format of a word such as "png", or null.</summary>
    public static ImageFormat? FormatOfWord(string word) => word.ToUpperInvariant() switch
    {
        "PNG" => ImageFormat.Png,
        "JPG" or "JPEG" => ImageFormat.Jpeg,
        "WEBP" => ImageFormat.WebP,
        "AVIF" => ImageFormat.Avif,
        _ => null,
    };

    /// <summary>The extension, with its dot.</summary>
    public static string Of(ImageFormat format) => format == ImageFormat.Jpeg ? ".jpg" : $".{format.ToString().ToLowerInvariant()}";
}
