namespace VaeGateway.Gateway.Purging;

/// <summary>Carries out purges.</summary>
internal interface IPurges
{
    /// <summary>Purges that other nodes don't know yet.</summary>
    int Waiting { get; }

    /// <summary>From when this returns on, this node answers nothing from the store that the target names and that was asked for before.</summary>
    Task<PurgeReach> PurgeAsync(PurgeTarget target);
}
