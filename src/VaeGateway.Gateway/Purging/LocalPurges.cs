namespace VaeGateway.Gateway.Purging;

/// <summary>Purges of a node that shares its store with no other.</summary>
internal sealed class LocalPurges(PurgeLog log) : IPurges
{
    private readonly Lock _gate = new();

    public int Waiting => 0;

    public Task<PurgeReach> PurgeAsync(PurgeTarget target)
    {
        lock (_gate)
        {
            log.Add(new PurgeRecord(target, log.Epoch + 1));
            if (log.IsFull(out var sum, out _))
            {
                log.Add(sum.Value);
            }
        }

        return Task.FromResult(PurgeReach.EveryNode);
    }
}
