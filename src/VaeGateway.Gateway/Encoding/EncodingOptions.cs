using System.ComponentModel.DataAnnotations;

namespace VaeGateway.Gateway.Encoding;

/// <summary>How images become latents, and when they must not.</summary>
public sealed class EncodingOptions : IValidatableObject
{
    /// <summary>Quality of the latents; the guard may raise it for an image.</summary>
    /// <value>0 (smallest) to 63 (best). Default: 40.</value>
    [Range(0, 63)]
    public int Quality { get; set; } = 40;

    /// <summary>Least PSNR in dB against the image, in place of a quality: each latent gets the lowest quality that has it.</summary>
    /// <value>Default: none. An encode takes three to six times as long with a target.</value>
    [Range(1.0, 99.0)]
    public double? TargetPsnr { get; set; }

    /// <summary>Least MS-SSIM in place of a quality, such as 0.98; images of less than 176 pixels a side keep to the quality.</summary>
    /// <value>Default: none.</value>
    [Range(0.01, 0.9999)]
    public double? TargetMsSsim { get; set; }

    /// <summary>Most bytes in place of a quality: each latent gets the highest quality that fits. The guard may still raise it.</summary>
    /// <value>Default: none.</value>
    [Range(100, 100_000_000)]
    public int? TargetBytes { get; set; }

    /// <summary>Images that may wait for their encode; more are served as originals and tried again at their next request.</summary>
    /// <value>Default: 128.</value>
    [Range(1, 100_000)]
    public int QueueCapacity { get; set; } = 128;

    /// <summary>Images encoded at the same time; 0 for one less than the processors.</summary>
    /// <value>Default: 0.</value>
    [Range(0, 256)]
    public int Workers { get; set; }

    /// <summary>Time for one encode. It is looked at between the steps: a step that runs is not torn down.</summary>
    /// <value>Default: 60 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Most bytes of an image file to decode.</summary>
    /// <value>Default: 32 MiB.</value>
    [Range(1024, 1 << 30)]
    public int MaxBytes { get; set; } = 32 << 20;

    /// <summary>Most pixels (width × height) to decode.</summary>
    /// <value>Default: 50 million.</value>
    [Range(1L, 1_000_000_000L)]
    public long MaxPixels { get; set; } = 50_000_000;

    /// <summary>
    /// Most memory in bytes for the encode of one image, so that all encodes take no more than <see cref="Workers"/> times as much. It is reckoned before it is
    /// taken: to decode, by the header, 24 bytes a pixel, 32 with alpha; for a WebP or AVIF in place of a latent 128 MB and 64 bytes a pixel. What would be more
    /// is left undone, and the image keeps its original, or its latent. A latent takes less than 500 MB, however large the image is.
    /// </summary>
    /// <value>At least 512 MiB. Default: 1.5 GiB, enough for 50 million pixels with alpha, or for a WebP of 23 million.</value>
    [Range(1L << 29, 1L << 40)]
    public long MaxMemory { get; set; } = 3L << 29;

    /// <summary>Fewest pixels (width × height) of an image that gets a latent; icons are small enough without loss.</summary>
    /// <value>Default: 4096.</value>
    [Range(1, 1_000_000_000)]
    public int MinPixels { get; set; } = 4096;

    /// <summary>Least PSNR in dB, over the whole image, of a latent worth keeping.</summary>
    /// <value>Default: 28.</value>
    [Range(0.0, 100.0)]
    public double MinPsnr { get; set; } = 28;

    /// <summary>Least PSNR in dB of the worst tile of 64 × 64 pixels.</summary>
    /// <value>Default: 24.</value>
    [Range(0.0, 100.0)]
    public double MinTilePsnr { get; set; } = 24;

    /// <summary>Least SSIM of the worst tile; it falls where lines and letters lose their edges, or flat ground its flatness.</summary>
    /// <value>Default: 0.8.</value>
    [Range(0.0, 1.0)]
    public double MinTileSsim { get; set; } = 0.8;

    /// <summary>How often an image is encoded anew, at a higher quality, because its latent fell below one of these floors.</summary>
    /// <value>Default: 2.</value>
    [Range(0, 63)]
    public int MaxRetries { get; set; } = 2;

    /// <summary>By how much the quality rises each time.</summary>
    /// <value>Default: 8.</value>
    [Range(1, 63)]
    public int QualityStep { get; set; } = 8;

    /// <summary>Largest share of the original's bytes that a latent may take to be worth keeping.</summary>
    /// <value>Default: 0.9.</value>
    [Range(0.01, 1.0)]
    public double MaxSizeRatio { get; set; } = 0.9;

    /// <summary>The share of a PNG's bytes beyond which its latent must be less than half of a lossless WebP.</summary>
    /// <value>Default: 0.3.</value>
    [Range(0.0, 1.0)]
    public double GraphicRatio { get; set; } = 0.3;

    /// <summary>Quality of the WebP that images get which no latent serves, such as transparent ones.</summary>
    /// <value>0 to 100. Default: 85.</value>
    [Range(0, 100)]
    public int WebPQuality { get; set; } = 85;

    /// <summary>Effort of that WebP: more is slower and smaller.</summary>
    /// <value>0 to 6. Default: 4.</value>
    [Range(0, 6)]
    public int WebPEffort { get; set; } = 4;

    /// <summary>Quality of the AVIF that such an image gets instead where it is a tenth smaller than that WebP and passes the guard too.</summary>
    /// <value>1 to 100; 0 makes none. Default: 70.</value>
    [Range(0, 100)]
    public int AvifQuality { get; set; } = 70;

    /// <summary>Effort of that AVIF: more is slower and a little smaller. 4 takes five to eight times as long as 2.</summary>
    /// <value>0 to 9. Default: 2.</value>
    [Range(0, 9)]
    public int AvifEffort { get; set; } = 2;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => QualityTarget.FindFaults(TargetPsnr, TargetMsSsim, TargetBytes);
}
