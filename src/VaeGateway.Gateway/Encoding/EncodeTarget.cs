namespace VaeGateway.Gateway.Encoding;

/// <summary>What a captured image is wanted for.</summary>
internal enum EncodeTarget
{
    /// <summary>To be encoded as a latent.</summary>
    Latent,

    /// <summary>To be kept as it is beside its latent, for clients whose rendition would be bigger than the original.</summary>
    Original,
}
