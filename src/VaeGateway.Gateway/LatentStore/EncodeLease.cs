namespace VaeGateway.Gateway.LatentStore;

/// <summary>The right to encode an image, which one node at a time has.</summary>
/// <param name="Token">
/// Told anew for each lease. The store takes the latent only from the holder of the token that counts, so that a node that was away
/// for longer than its lease can't overwrite its successor's work.
/// </param>
internal readonly record struct EncodeLease(string Token)
{
    /// <summary>Of a store that no other node shares, or that can't be asked.</summary>
    public static EncodeLease Unshared { get; } = new("");
}
