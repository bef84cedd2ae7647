namespace VaeGateway.Codec;

/// <summary>The sizes that follow from an image's size: the latent y at 1/16 and the hyper-latent z at 1/64.</summary>
/// <remarks>The image is padded to a multiple of 64 by repeating its edges. Latents that lie wholly in the padding are not coded.</remarks>
public readonly record struct LatentGeometry
{
    /// <summary>Pixels per hyper-latent position, in each direction.</summary>
    public const int HyperStride = 64;

    /// <summary>Pixels per latent position, in each direction.</summary>
    public const int LatentStride = 16;

    /// <summary>Creates the geometry of an image.</summary>
    /// <param name="width">Image width in pixels.</param>
    /// <param name="height">Image height in pixels.</param>
    public LatentGeometry(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, LatentFormat.MaxSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, LatentFormat.MaxSide);
        Width = width;
        Height = height;
    }

    /// <summary>Image width in pixels.</summary>
    public int Width { get; }

    /// <summary>Image height in pixels.</summary>
    public int Height { get; }

    /// <summary>Columns of z.</summary>
    public int HyperWidth => DivideUp(Width, HyperStride);

    /// <summary>Rows of z.</summary>
    public int HyperHeight => DivideUp(Height, HyperStride);

    /// <summary>Image width after padding, in pixels.</summary>
    public int PaddedWidth => HyperWidth * HyperStride;

    /// <summary>Image height after padding, in pixels.</summary>
    public int PaddedHeight => HyperHeight * HyperStride;

    /// <summary>Columns of y.</summary>
    public int LatentWidth => PaddedWidth / LatentStride;

    /// <summary>Rows of y.</summary>
    public int LatentHeight => PaddedHeight / LatentStride;

    /// <summary>Columns of y that are coded: those that touch the image.</summary>
    public int CodedWidth => DivideUp(Width, LatentStride);

    /// <summary>Rows of y that are coded: those that touch the image.</summary>
    public int CodedHeight => DivideUp(Height, LatentStride);

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;
}
