using NetVips;
using VaeGateway.Imaging.Formats;

namespace VaeGateway.Imaging;

/// <summary>Turns an error of libvips into a fault that a caller can act on.</summary>
internal static class VipsFault
{
    // What the readers behind libvips say of a file that ends too early.
    private static readonly string[] WordsOfTruncation = ["premature end", "unexpected end", "file size too small"];

    private static readonly string[] ReadableKinds = ["JPEG", "PNG", "WebP", "AVIF", "TIFF", "GIF"];

    /// <summary>The exception to throw instead.</summary>
    /// <param name="cause">The error of libvips.</param>
    /// <param name="bytes">The file.</param>
    public static InvalidImageException Explain(VipsException cause, byte[] bytes)
    {
        var kind = ImageSignature.NameOf(bytes);
        if (kind is null)
        {
            return new InvalidImageException(ImageFault.NotAnImage, "The bytes are not an image of a known kind.", cause);
        }

        if (!ReadableKinds.Contains(kind))
        {
            return new InvalidImageException(ImageFault.UnsupportedKind, $"{kind} images are not read.", cause);
        }

        return IsTruncated(cause.Message, kind, bytes)
            ? new InvalidImageException(ImageFault.Truncated, $"The {kind} image ends too early, after {bytes.Length} bytes.", cause)
            : new InvalidImageException(ImageFault.Damaged, $"The {kind} image is damaged: {LastLine(cause.Message)}.", cause);
    }

    private static bool IsTruncated(string message, string kind, byte[] bytes) => kind switch
    {
        // These two readers give no reason, but their files tell where they should end.
        "PNG" => !PngChunks.HasEnd(bytes),
        "WebP" => bytes.Length < RiffBytes(bytes),
        _ => WordsOfTruncation.Any(words => message.Contains(words, StringComparison.OrdinalIgnoreCase)),
    };

    private static long RiffBytes(byte[] bytes) => BitConverter.ToUInt32(bytes, 4) + 8L;

    private static string LastLine(string message) =>
        message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault("no reason given");
}
