using System.Diagnostics.CodeAnalysis;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;

namespace VaeGateway.Gateway.Purging;

/// <summary>
/// The purges that count. Purging deletes nothing: purges are numbered, a stored response carries the number of the newest purge
/// known when it was asked for, and one that a later purge names counts as absent. So a purge costs the same however much it takes, and
/// a response that was on its way from the origin can't bring back what was purged meanwhile. Safe for concurrent use.
/// </summary>
internal sealed class PurgeLog
{
    /// <summary>Most records; beyond, the older half is summed up as a purge of everything, which kills too much but never too little.</summary>
    public const int MaxRecords = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<PurgeTarget, long> _epochs = [];
    private long _newest;

    /// <summary>Number of the newest purge that all nodes agree on; what is asked for now carries it.</summary>
    public long Epoch { get; private set; }

    /// <summary>All records.</summary>
    public IReadOnlyList<PurgeRecord> Records
    {
        get
        {
            lock (_gate)
            {
                return [.. _epochs.Select(pair => new PurgeRecord(pair.Key, pair.Value))];
            }
        }
    }

    /// <summary>Takes a purge in that has its place in the order.</summary>
    public void Add(PurgeRecord record)
    {
        lock (_gate)
        {
            Keep(record);
            Epoch = Math.Max(Epoch, record.Epoch);
        }
    }

    /// <summary>Takes a purge in that the other nodes don't know yet: it counts here, ahead of its place in the order.</summary>
    public void AddEarly(PurgeTarget target)
    {
        lock (_gate)
        {
            Keep(new PurgeRecord(target, Epoch + 1));
        }
    }

    /// <summary>Notes that purges up to this number are known.</summary>
    public void Reach(long epoch)
    {
        lock (_gate)
        {
            Epoch = Math.Max(Epoch, epoch);
        }
    }

    /// <summary>Whether a stored response was purged.</summary>
    /// <param name="key">Key of its URL.</param>
    /// <param name="response">The response.</param>
    public bool Kills(CacheKey key, StoredResponse response)
    {
        lock (_gate)
        {
            return response.Epoch < _newest && (
                IsKilledBy(PurgeTarget.Everything, response.Epoch)
                || IsKilledBy(new PurgeTarget(PurgeKind.Url, key.Canonical), response.Epoch)
                || CacheTags.Of(response.Headers).Any(tag => IsKilledBy(new PurgeTarget(PurgeKind.Tag, tag), response.Epoch))
                || _epochs.Any(pair => pair.Key.Kind == PurgeKind.Prefix && pair.Value > response.Epoch
                    && key.Canonical.StartsWith(pair.Key.Value, StringComparison.Ordinal)));
        }
    }

    /// <summary>What to leave out, and up to which number a purge of everything takes its place, once there are too many records.</summary>
    public bool IsFull([NotNullWhen(true)] out PurgeRecord? sum, out IReadOnlyList<PurgeTarget> summedUp)
    {
        lock (_gate)
        {
            (sum, summedUp) = (null, []);
            if (_epochs.Count <= MaxRecords)
            {
                return false;
            }

            var middle = _epochs.Values.Order().ElementAt(_epochs.Count / 2);
            sum = new PurgeRecord(PurgeTarget.Everything, middle);
            summedUp = [.. _epochs.Where(pair => pair.Value <= middle && pair.Key != PurgeTarget.Everything).Select(pair => pair.Key)];
            return true;
        }
    }

    private void Keep(PurgeRecord record)
    {
        _newest = Math.Max(_newest, record.Epoch);
        _epochs[record.Target] = Math.Max(record.Epoch, _epochs.GetValueOrDefault(record.Target));
        if (record.Target == PurgeTarget.Everything)
        {
            foreach (var older in _epochs.Where(pair => pair.Value <= record.Epoch && pair.Key != record.Target).Select(pair => pair.Key).ToArray())
            {
                _epochs.Remove(older);
            }
        }
    }

    private bool IsKilledBy(PurgeTarget target, long epoch) => _epochs.TryGetValue(target, out var purged) && epoch < purged;
}
