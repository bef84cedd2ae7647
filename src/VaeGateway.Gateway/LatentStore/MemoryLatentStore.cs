using Microsoft.Extensions.Options;
using VaeGateway.Gateway.Caching;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>Keeps entries in this process, bounded by bytes, least recently used out first.</summary>
internal sealed class MemoryLatentStore(IOptions<LatentStoreOptions> options, TimeProvider clock) : ILatentStore
{
    private readonly ByteBoundedCache<StoredEntry> _entries = new(options.Value.MemoryBytes, clock);

    public StoreStatus Status => new("memory", Reachable: true, _entries.Count, _entries.SizeBytes);

    public ValueTask<StoredEntry?> GetAsync(CacheKey key, CancellationToken cancellation) =>
        ValueTask.FromResult(_entries.TryGet(key.Canonical, out var entry) ? entry : null);

    public ValueTask<bool> SetAsync(CacheKey key, StoredEntry entry, TimeSpan lifetime, CancellationToken cancellation) =>
        ValueTask.FromResult(_entries.Set(key.Canonical, entry, entry.SizeBytes, lifetime));

    public ValueTask<bool> ReplaceAsync(CacheKey key, StoredEntry seen, StoredEntry next, TimeSpan lifetime, EncodeLease lease) =>
        ValueTask.FromResult(_entries.Replace(key.Canonical, current => ReferenceEquals(current, seen), next, next.SizeBytes, lifetime));

    public ValueTask RemoveAsync(CacheKey key, CancellationToken cancellation)
    {
        _entries.Remove(key.Canonical);
        return ValueTask.CompletedTask;
    }

    public ValueTask<EncodeLease?> TryLeaseAsync(CacheKey key, TimeSpan duration) => ValueTask.FromResult<EncodeLease?>(EncodeLease.Unshared);

    public ValueTask ReleaseAsync(CacheKey key, EncodeLease lease) => ValueTask.CompletedTask;
}
