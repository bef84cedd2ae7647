namespace VaeGateway.Gateway.Purging;

/// <summary>How far a purge has come.</summary>
internal enum PurgeReach
{
    /// <summary>Every node knows it, or learns it at once.</summary>
    EveryNode,

    /// <summary>Only this node knows it; the others will when Redis answers.</summary>
    ThisNode,
}
