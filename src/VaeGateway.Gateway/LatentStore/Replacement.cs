namespace VaeGateway.Gateway.LatentStore;

/// <summary>What became of a replacement in Redis.</summary>
internal enum Replacement
{
    /// <summary>It is there.</summary>
    Done,

    /// <summary>The entry has changed since it was read, or the lease does not count any more.</summary>
    Refused,

    /// <summary>Redis does not answer.</summary>
    Failed,
}
