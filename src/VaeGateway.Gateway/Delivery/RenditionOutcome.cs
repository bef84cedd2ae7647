namespace VaeGateway.Gateway.Delivery;

/// <summary>What came of making a rendition.</summary>
internal enum RenditionOutcome
{
    /// <summary>It is there.</summary>
    Made,

    /// <summary>Even at lower quality it is bigger than the original.</summary>
    BiggerThanOriginal,

    /// <summary>The latent, or the AVIF, does not decode.</summary>
    Undecodable,

    /// <summary>It was not ready in time.</summary>
    TooSlow,
}
