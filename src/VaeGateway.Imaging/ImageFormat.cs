namespace VaeGateway.Imaging;

/// <summary>A format that <see cref="ImageWriter"/> writes.</summary>
public enum ImageFormat
{
    /// <summary>Baseline JPEG, 4:2:0 below quality 90.</summary>
    Jpeg,

    /// <summary>PNG: lossless.</summary>
    Png,

    /// <summary>Lossy WebP.</summary>
    WebP,

    /// <summary>AVIF: a still picture of AV1.</summary>
    Avif,
}
