using Microsoft.Extensions.Options;
using VaeGateway.Gateway.Caching;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>
/// This node's memory before a Redis that many nodes share. Nodes tell each other what has changed; what a node held while it could
/// not hear the others is in doubt until Redis or the origin confirms it. With Redis away, the memory goes on alone.
/// </summary>
internal sealed class TieredLatentStore : ILatentStore
{
    /// <summary>How long an entry is taken from memory before Redis is asked for it again.</summary>
    private static readonly TimeSpan NearLifetime = TimeSpan.FromHours(1);

    private readonly RedisLatentStore _far;
    private readonly NodeChannel _channel;
    private readonly TimeProvider _clock;
    private readonly ByteBoundedCache<NearEntry> _near;
    private readonly ChangeStamps _changes = new();

    public TieredLatentStore(RedisLatentStore far, NodeChannel channel, IOptions<LatentStoreOptions> options, TimeProvider clock)
    {
        (_far, _channel, _clock) = (far, channel, clock);
        _near = new ByteBoundedCache<NearEntry>(options.Value.MemoryBytes, clock);
        channel.Changed += Forget;
    }

    public StoreStatus Status => new("redis", _far.IsReachable, _near.Count, _near.SizeBytes);

    public async ValueTask<StoredEntry?> GetAsync(CacheKey key, CancellationToken cancellation)
    {
        var isNear = _near.TryGet(key.Canonical, out var near);
        if (isNear && near.Session == _channel.Session)
        {
            return near.Entry;
        }

        var (session, stamp) = (_channel.Session, _changes.Of(key.Canonical));
        var (isAnswered, entry) = await _far.ReadAsync(key, cancellation);
        if (entry is null)
        {
            return !isNear ? null : isAnswered ? Doubt(near.Entry) : near.Entry;
        }

        // What changed between the question and the answer may have come too late to be forgotten here.
        if (_changes.Of(key.Canonical) == stamp)
        {
            _near.Set(key.Canonical, new NearEntry(entry, session), entry.SizeBytes, NearLifetime);
        }

        return entry;
    }

    public async ValueTask<bool> SetAsync(CacheKey key, StoredEntry entry, TimeSpan lifetime, CancellationToken cancellation)
    {
        _changes.Touch(key.Canonical);
        var isNear = SetNear(key, entry, lifetime);
        var isFar = await _far.SetAsync(key, entry, lifetime, cancellation);
        if (isFar)
        {
            _channel.TellChanged(key.Canonical);
        }

        return isNear || isFar;
    }

    public async ValueTask<bool> ReplaceAsync(CacheKey key, StoredEntry seen, StoredEntry next, TimeSpan lifetime, EncodeLease lease)
    {
        _changes.Touch(key.Canonical);
        if (!_far.Fits(seen))
        {
            return _near.Replace(key.Canonical, current => ReferenceEquals(current.Entry, seen), new NearEntry(next, _channel.Session), next.SizeBytes, lifetime)
                && await SetAsync(key, next, lifetime, CancellationToken.None);
        }

        switch (await _far.ReplaceAsync(key, seen, next, lifetime, lease))
        {
            case Replacement.Refused:
                // Another node was first; what it left is to be read anew.
                _near.Remove(key.Canonical);
                return false;
            case Replacement.Failed:
                return SetNear(key, next, lifetime);
            default:
                SetNear(key, next, lifetime);
                _channel.TellChanged(key.Canonical);
                return true;
        }
    }

    public async ValueTask RemoveAsync(CacheKey key, CancellationToken cancellation)
    {
        Forget(key.Canonical);
        await _far.RemoveAsync(key, cancellation);
        _channel.TellChanged(key.Canonical);
    }

    public ValueTask<EncodeLease?> TryLeaseAsync(CacheKey key, TimeSpan duration) => _far.TryLeaseAsync(key, duration);

    public ValueTask ReleaseAsync(CacheKey key, EncodeLease lease) => _far.ReleaseAsync(key, lease);

    private bool SetNear(CacheKey key, StoredEntry entry, TimeSpan lifetime) =>
        _near.Set(key.Canonical, new NearEntry(entry, _channel.Session), entry.SizeBytes, lifetime < NearLifetime ? lifetime : NearLifetime);

    private void Forget(string key)
    {
        _changes.Touch(key);
        _near.Remove(key);
    }

    /// <summary>The entry as one that has just become stale: Redis does not have it any more, and why can't be known.</summary>
    private StoredEntry Doubt(StoredEntry entry) => entry is StoredResponse response ? response.AsStale(_clock.GetUtcNow()) : entry;

    /// <summary>An entry in memory.</summary>
    /// <param name="Entry">The entry.</param>
    /// <param name="Session">The session of the channel in which it was read or written.</param>
    private readonly record struct NearEntry(StoredEntry Entry, long Session);
}
