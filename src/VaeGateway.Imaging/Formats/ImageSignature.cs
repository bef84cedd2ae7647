namespace VaeGateway.Imaging.Formats;

/// <summary>Names a file's format by its first bytes, so that a refusal can say what it refused.</summary>
internal static class ImageSignature
{
    private const int SvgSearchBytes = 1024;
    private const int BrandOffset = 4;

    /// <summary>The format's name, or null where the bytes are no image known here.</summary>
    public static string? NameOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "JPEG",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "PNG",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "WebP",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "GIF",
        [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => "TIFF",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "PDF",
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => "BMP",
        [0, 0, 1, 0, ..] => "ICO",
        [0xFF, 0x0A, ..] or [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' ', ..] => "JPEG XL",
        [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', ..] => "JPEG 2000",
        _ when HasBrand(bytes, "he"u8) => "HEIC",
        _ when HasBrand(bytes, "av"u8) || HasBrand(bytes, "mi"u8) || HasBrand(bytes, "ms"u8) => "AVIF",
        _ when IsSvg(bytes) => "SVG",
        _ => null,
    };

    /// <summary>Whether a file's major brand (ISO/IEC 14496-12) begins so; "mif1" and "msf1" stand for AVIF, which is what the web serves.</summary>
    private static bool HasBrand(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> start) =>
        bytes.Length > BrandOffset + 8 && bytes[BrandOffset..].StartsWith("ftyp"u8) && bytes[8..].StartsWith(start);

    private static bool IsSvg(ReadOnlySpan<byte> bytes)
    {
        var start = bytes[..Math.Min(bytes.Length, SvgSearchBytes)];
        return start.IndexOf("<svg"u8) >= 0 && start.TrimStart(" \t\r\n\uFEFF"u8).StartsWith("<"u8) && start.IndexOf("<html"u8) < 0;
    }
}
