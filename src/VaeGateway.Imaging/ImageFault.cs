namespace VaeGateway.Imaging;

/// <summary>Why bytes could not be read as an image.</summary>
public enum ImageFault
{
    /// <summary>The bytes are no image, whatever they are called.</summary>
    NotAnImage,

    /// <summary>An image, but one that RGB pixels cannot stand for: animated, transparent, high dynamic range, or a vector format.</summary>
    UnsupportedKind,

    /// <summary>The file is larger than <see cref="ImageLimits.MaxBytes"/>.</summary>
    TooManyBytes,

    /// <summary>The image is larger than <see cref="ImageLimits.MaxPixels"/>, or a side is beyond what a latent can hold.</summary>
    TooManyPixels,

    /// <summary>To decode the image would take more memory than <see cref="ImageLimits.MaxMemory"/>.</summary>
    TooMuchMemory,

    /// <summary>The file ends too early.</summary>
    Truncated,

    /// <summary>The file contradicts its own format.</summary>
    Damaged,
}
