namespace VaeGateway.Imaging;

/// <summary>What a file's header tells of an image.</summary>
/// <param name="Loader">The reader in charge: "jpeg", "png", "webp", "heif" (AVIF), "tiff" or "gif".</param>
/// <param name="Width">Width in pixels, after EXIF orientation.</param>
/// <param name="Height">Height in pixels, after EXIF orientation.</param>
/// <param name="Frames">Frames or pages; at least 2 where a header says "animated" without a count.</param>
/// <param name="HasAlpha">Whether there is an alpha channel, be it opaque everywhere (only decoding could tell).</param>
public sealed record ImageInfo(string Loader, int Width, int Height, int Frames, bool HasAlpha)
{
    // Measured, and a reserve: at most 20.3 (a progressive CMYK JPEG to be turned upright) and 28.8 (an interlaced PNG of 16 bits); plain ones take 7 and 16.
    private const long OpaqueBytesPerPixel = 24;
    private const long AlphaBytesPerPixel = 32;

    /// <summary>Memory in bytes that decoding takes at most, the pixels included and the file not.</summary>
    public long DecodeBytes => (HasAlpha ? AlphaBytesPerPixel : OpaqueBytesPerPixel) * Width * Height;
}
