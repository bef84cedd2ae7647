namespace VaeGateway.Gateway.LatentStore;

/// <summary>The form of a stored body. The numbers are part of the stored format.</summary>
internal enum BodyForm : byte
{
    /// <summary>The origin's bytes, to be served as they are.</summary>
    Bytes = 1,

    /// <summary>The origin's bytes of an image, as long as its latent is in the making.</summary>
    Encoding = 2,

    /// <summary>A latent that passed the guard.</summary>
    Latent = 3,

    /// <summary>A WebP of an image that no latent serves.</summary>
    WebP = 4,

    /// <summary>An AVIF of an image that no latent serves.</summary>
    Avif = 5,
}
