namespace VaeGateway.Gateway.LatentStore;

/// <summary>What the store holds under a key: a response, or the list of the variants of one.</summary>
internal abstract record StoredEntry
{
    /// <summary>Roughly what the entry costs in memory.</summary>
    public abstract long SizeBytes { get; }
}
