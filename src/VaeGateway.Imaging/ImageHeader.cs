using NetVips;
using VaeGateway.Codec;
using VaeGateway.Imaging.Formats;

namespace VaeGateway.Imaging;

/// <summary>Opens a file, checks the limits, and tells what it holds; decodes nothing.</summary>
internal static class ImageHeader
{
    private const int FirstOrientationThatSwapsSides = 5;
    private const int MaxChannels = 5; // CMYK and alpha
    private const string Orientation = "orientation";

    /// <summary>Opens a file for one pass from top to bottom.</summary>
    public static Image Open(byte[] bytes, ImageLimits limits)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(limits);
        if (bytes.LongLength > limits.MaxBytes)
        {
            throw new InvalidImageException(
                ImageFault.TooManyBytes, $"The file's {bytes.LongLength} bytes are more than the limit of {limits.MaxBytes}.");
        }

        VipsRuntime.Start();
        var image = OpenKnown(bytes);
        try
        {
            CheckSize(image, limits);
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    /// <summary>Reads the header's fields.</summary>
    public static ImageInfo Describe(Image image, byte[] bytes)
    {
        var swapsSides = OrientationOf(image) >= FirstOrientationThatSwapsSides;
        var loader = ((string)image.Get("vips-loader")).Split("load")[0];
        return new ImageInfo(
            loader,
            swapsSides ? image.Height : image.Width,
            swapsSides ? image.Width : image.Height,
            FramesOf(image, loader, bytes),
            image.HasAlpha());
    }

    /// <summary>The EXIF orientation, 1 to 8; 1 where there is none.</summary>
    public static int OrientationOf(Image image) => image.Contains(Orientation) && image.Get(Orientation) is int value ? value : 1;

    /// <summary>Throws if RGB pixels cannot stand for the image.</summary>
    public static void CheckKind(Image image, ImageInfo info, byte[] bytes)
    {
        if (info.Frames > 1)
        {
            throw new InvalidImageException(ImageFault.UnsupportedKind, $"The image has {info.Frames} frames or pages; only still images are read.");
        }

        if (ColourOf(info.Loader, bytes) is { IsNearStandard: false } colour)
        {
            throw new InvalidImageException(
                ImageFault.UnsupportedKind,
                $"The image is in a wide or high dynamic range colour space (primaries {colour.Primaries}, transfer {colour.Transfer} of ITU-T H.273).");
        }

        if (image.Format is not (Enums.BandFormat.Uchar or Enums.BandFormat.Ushort))
        {
            throw new InvalidImageException(ImageFault.UnsupportedKind, $"The image has {image.Format} samples; only 8 and 16 bits are read.");
        }

        if (image.Bands > MaxChannels)
        {
            throw new InvalidImageException(ImageFault.UnsupportedKind, $"The image has {image.Bands} channels that make no RGB.");
        }
    }

    /// <summary>Throws if a decode would take too much memory.</summary>
    public static void CheckMemory(ImageInfo info, ImageLimits limits)
    {
        if (info.DecodeBytes > limits.MaxMemory)
        {
            throw new InvalidImageException(
                ImageFault.TooMuchMemory,
                $"{info.Width} x {info.Height} pixels{(info.HasAlpha ? " with alpha" : "")} would take {info.DecodeBytes} bytes of memory to decode, more than the limit of {limits.MaxMemory}.");
        }
    }

    private static Image OpenKnown(byte[] bytes)
    {
        try
        {
            return Image.NewFromBuffer(bytes, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
        }
        catch (VipsException e)
        {
            throw VipsFault.Explain(e, bytes);
        }
    }

    private static void CheckSize(Image image, ImageLimits limits)
    {
        if ((long)image.Width * image.Height > limits.MaxPixels)
        {
            throw new InvalidImageException(
                ImageFault.TooManyPixels, $"{image.Width} x {image.Height} pixels are more than the limit of {limits.MaxPixels}.");
        }

        if (Math.Max(image.Width, image.Height) > LatentFormat.MaxSide)
        {
            throw new InvalidImageException(
                ImageFault.TooManyPixels, $"{image.Width} x {image.Height} has a side of more than {LatentFormat.MaxSide} pixels.");
        }
    }

    private static int FramesOf(Image image, string loader, byte[] bytes)
    {
        var declared = image.Contains("n-pages") && image.Get("n-pages") is int pages ? pages : 1;
        return loader switch
        {
            "png" => Math.Max(declared, PngChunks.Frames(bytes)),
            "heif" when HeifBoxes.IsSequence(bytes) => Math.Max(declared, 2),
            _ => declared,
        };
    }

    private static ColourCode? ColourOf(string loader, byte[] bytes) => loader switch
    {
        "png" => PngChunks.Colour(bytes),
        "heif" => HeifBoxes.Colour(bytes),
        _ => null,
    };
}
