namespace VaeGateway.Imaging;

/// <summary>How large an image may be. Checked on the file's header, before any pixel is decoded.</summary>
public sealed record ImageLimits
{
    /// <summary>Largest file, in bytes.</summary>
    /// <value>100 MB (100,000,000) unless set.</value>
    public long MaxBytes { get; init; } = 100_000_000;

    /// <summary>Largest width × height, in pixels.</summary>
    /// <value>50 megapixels (50,000,000) unless set.</value>
    public long MaxPixels { get; init; } = 50_000_000;

    /// <summary>Most memory that a decode may take, in bytes, as <see cref="ImageInfo.DecodeBytes"/> reckons it.</summary>
    /// <value>Any amount unless set.</value>
    public long MaxMemory { get; init; } = long.MaxValue;
}
