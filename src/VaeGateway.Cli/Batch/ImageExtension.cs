using System.CommandLine.Parsing;
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

    /// <summary>Refuses a path whose extension names no format.</summary>
    /// <param name="result">The argument or option.</param>
    public static void Check(SymbolResult result)
    {
        if (result.Tokens is [var path, ..] && FormatOf(path.Value) is null)
        {
            result.AddError($"The extension of '{path.Value}' names no format; use .png, .jpg, .webp or .avif.");
        }
    }
}
