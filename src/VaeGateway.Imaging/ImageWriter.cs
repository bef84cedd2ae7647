using NetVips;
using VaeGateway.Codec;

namespace VaeGateway.Imaging;

/// <summary>Pixels to image bytes, without metadata. Safe for concurrent use.</summary>
public static class ImageWriter
{
    private const int MaxEffort = 9;
    private const int MaxWebPEffort = 6;

    /// <summary>Encodes an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="format">The format to write.</param>
    /// <param name="quality">Quality on the format's own scale, 1 to 100 (WebP: 0 to 100); PNG is lossless and ignores it.</param>
    /// <param name="effort">Time to spend on size, 0 to 9 (WebP: at most 6); JPEG and PNG ignore it.</param>
    /// <returns>The file's bytes.</returns>
    public static byte[] Write(RgbImage image, ImageFormat format, int quality, int effort = 4)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Write(new Picture(image, null), format, quality, effort);
    }

    /// <summary>Encodes an image, transparent or not.</summary>
    /// <param name="picture">The image. PNG and WebP keep its alpha without loss, AVIF at the colours' quality; JPEG has none.</param>
    /// <param name="format">The format to write.</param>
    /// <param name="quality">Quality on the format's own scale, 1 to 100 (WebP: 0 to 100); PNG is lossless and ignores it.</param>
    /// <param name="effort">Time to spend on size, 0 to 9 (WebP: at most 6); JPEG and PNG ignore it.</param>
    /// <returns>The file's bytes.</returns>
    /// <exception cref="ArgumentException">A transparent image cannot be a JPEG.</exception>
    public static byte[] Write(Picture picture, ImageFormat format, int quality, int effort = 4)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, format == ImageFormat.WebP ? 0 : 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        ArgumentOutOfRangeException.ThrowIfNegative(effort);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(effort, format == ImageFormat.WebP ? MaxWebPEffort : MaxEffort);
        if (format == ImageFormat.Jpeg && picture.Alpha is not null)
        {
            throw new ArgumentException("A JPEG has no alpha.", nameof(picture));
        }

        VipsRuntime.Start();
        using var pixels = ToImage(picture);
        return Save(pixels, format, quality, effort);
    }

    /// <summary>Encodes an image as WebP, transparent or not; alpha is kept without loss.</summary>
    /// <param name="picture">The image. Colours under full transparency are not kept.</param>
    /// <param name="quality">0 to 100; null for a lossless file.</param>
    /// <param name="effort">Time to spend on size, 0 to 6.</param>
    /// <returns>The file's bytes.</returns>
    public static byte[] WriteWebP(Picture picture, int? quality, int effort = 4)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality ?? 0, 100);
        ArgumentOutOfRangeException.ThrowIfNegative(quality ?? 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(effort, MaxWebPEffort);
        VipsRuntime.Start();
        using var pixels = ToImage(picture);
        return pixels.WebpsaveBuffer(
            q: quality, lossless: quality is null, effort: effort, smartSubsample: true, exact: false, keep: Enums.ForeignKeep.None);
    }

    private static Image ToImage(Picture picture)
    {
        using var colour = Image.NewFromMemory(picture.Colour.Samples, picture.Width, picture.Height, RgbImage.Channels, Enums.BandFormat.Uchar);
        if (picture.Alpha is null)
        {
            return colour.Copy(interpretation: Enums.Interpretation.Srgb);
        }

        using var alpha = Image.NewFromMemory(picture.Alpha, picture.Width, picture.Height, 1, Enums.BandFormat.Uchar);
        using var joined = colour.Bandjoin(alpha);
        return joined.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static byte[] Save(Image pixels, ImageFormat format, int quality, int effort) => format switch
    {
        ImageFormat.Jpeg => pixels.JpegsaveBuffer(q: quality, keep: Enums.ForeignKeep.None),
        ImageFormat.Png => pixels.PngsaveBuffer(keep: Enums.ForeignKeep.None),
        ImageFormat.WebP => pixels.WebpsaveBuffer(q: quality, effort: effort, keep: Enums.ForeignKeep.None),
        ImageFormat.Avif => pixels.HeifsaveBuffer(
            q: quality, effort: effort, compression: Enums.ForeignHeifCompression.Av1, keep: Enums.ForeignKeep.None),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format."),
    };
}
