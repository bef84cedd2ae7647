using NetVips;
using VaeGateway.Codec;

namespace VaeGateway.Imaging;

/// <summary>Image bytes to pixels. Safe for concurrent use.</summary>
/// <remarks>
/// Reads JPEG, PNG, WebP, AVIF, TIFF and GIF, whatever name or media type they came with; every other reader of libvips is
/// blocked. One image is decoded on one thread.
/// </remarks>
public static class ImageReader
{
    /// <summary>Reads a file's header without decoding pixels.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="limits">Size limits.</param>
    /// <returns>What the header tells.</returns>
    /// <exception cref="InvalidImageException">The bytes are no readable image, or beyond a limit.</exception>
    public static ImageInfo ReadInfo(byte[] bytes, ImageLimits limits)
    {
        using var image = ImageHeader.Open(bytes, limits);
        return ImageHeader.Describe(image, bytes);
    }

    /// <summary>
    /// Decodes a file to sRGB: EXIF orientation applied, the embedded ICC profile (or a stock CMYK one) converted, 16 bits
    /// reduced to 8, gray spread to RGB. An alpha channel that is opaque everywhere is dropped.
    /// </summary>
    /// <param name="bytes">The file.</param>
    /// <param name="limits">Size limits, checked on the header first.</param>
    /// <returns>The image.</returns>
    /// <exception cref="InvalidImageException">
    /// The bytes are no readable image, beyond a limit, cut short or damaged; or the image is animated, transparent or of high
    /// dynamic range (<see cref="ImageFault.UnsupportedKind"/>).
    /// </exception>
    public static RgbImage Decode(byte[] bytes, ImageLimits limits)
    {
        var picture = DecodePicture(bytes, limits);
        return picture.Alpha is null
            ? picture.Colour
            : throw new InvalidImageException(ImageFault.UnsupportedKind, "The image is transparent; only opaque images are read.");
    }

    /// <summary>As <see cref="Decode"/>, but reads transparent images too.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="limits">Size limits, checked on the header first.</param>
    /// <returns>The pixels; without alpha where all are opaque.</returns>
    /// <exception cref="InvalidImageException">
    /// The bytes are no readable image, beyond a limit, cut short or damaged; or the image is animated or of high dynamic range
    /// (<see cref="ImageFault.UnsupportedKind"/>).
    /// </exception>
    public static Picture DecodePicture(byte[] bytes, ImageLimits limits)
    {
        using var image = ImageHeader.Open(bytes, limits);
        var info = ImageHeader.Describe(image, bytes);
        ImageHeader.CheckKind(image, info, bytes);
        ImageHeader.CheckMemory(info, limits);
        try
        {
            return PixelPipeline.ToPicture(image);
        }
        catch (VipsException e)
        {
            throw VipsFault.Explain(e, bytes);
        }
    }
}
