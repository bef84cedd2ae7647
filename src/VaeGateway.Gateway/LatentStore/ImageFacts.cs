using VaeGateway.Gateway.Encoding;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>What is known of a stored image.</summary>
internal sealed record ImageFacts
{
    /// <summary>Name and fingerprint of the model that made the latent, or is to make it, or could not.</summary>
    public required string ModelTag { get; init; }

    /// <summary>Quality that its latent has or is to have, 0 to 63; or that of its WebP or AVIF, 0 to 100.</summary>
    public required int Quality { get; init; }

    /// <summary>What its latent has to meet in place of that quality.</summary>
    public QualityTarget Target { get; init; }

    /// <summary>Length in bytes of the origin's image.</summary>
    public required long OriginBytes { get; init; }

    /// <summary>Why there is no latent; empty if there is or will be one.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Width in pixels; 0 if unknown.</summary>
    public int Width { get; init; }

    /// <summary>Height in pixels; 0 if unknown.</summary>
    public int Height { get; init; }

    /// <summary>PSNR in dB of the stored form against the origin's pixels, infinite where they are equal; 0 for the original itself.</summary>
    public double Psnr { get; init; }

    /// <summary>PSNR in dB of the worst tile; 0 for the original itself.</summary>
    public double WorstTilePsnr { get; init; }

    /// <summary>SSIM of the worst tile; 0 for the original itself.</summary>
    public double WorstTileSsim { get; init; }

    /// <summary>How long the encode took.</summary>
    public TimeSpan EncodeDuration { get; init; }
}
