namespace VaeGateway.Gateway.Negotiation;

/// <summary>The forms in which the gateway can answer. All that a client's Accept header may choose between.</summary>
internal enum Variant
{
    /// <summary>The latent itself, for a client that named our model.</summary>
    Latent,

    /// <summary>An AVIF of an image that has no latent, for a client that named AVIF.</summary>
    Avif,

    /// <summary>A WebP decoded from the latent, for a client that named WebP.</summary>
    WebP,

    /// <summary>A JPEG decoded from the latent, for everyone else who takes one.</summary>
    Jpeg,

    /// <summary>The origin's own bytes, for a client that takes none of the above.</summary>
    Original,
}
