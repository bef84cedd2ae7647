namespace VaeGateway.Imaging;

/// <summary>What a file's header tells of an image.</summary>
/// <param name="Loader">The reader in charge: "jpeg", "png", "webp", "heif" (AVIF), "tiff" or "gif".</param>
/// <param name="Width">Width in pixels, after EXIF orientation.</param>
/// <param name="Height">Height in pixels, after EXIF orientation.</param>
/// <param name="Frames">Frames or pages; at least 2 where a header says "animated" without a count.</param>
/// <param name="HasAlpha">Whether there is an alpha channel, be it opaque everywhere (only decoding could tell).</param>
public sealed record ImageInfo(string Loader, int Width, int Height, int Frames, bool HasAlpha);
