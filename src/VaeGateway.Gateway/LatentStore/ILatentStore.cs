using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>Keeps entries by key. A failing store behaves as an empty one: it logs, counts and never throws for its own faults.</summary>
internal interface ILatentStore
{
    /// <summary>Name and state, for the health report.</summary>
    StoreStatus Status { get; }

    /// <summary>The entry under a key, or null.</summary>
    ValueTask<StoredEntry?> GetAsync(CacheKey key, CancellationToken cancellation);

    /// <summary>Keeps an entry for so long at most.</summary>
    /// <returns>Whether it is kept.</returns>
    ValueTask<bool> SetAsync(CacheKey key, StoredEntry entry, TimeSpan lifetime, CancellationToken cancellation);

    /// <summary>Forgets an entry.</summary>
    ValueTask RemoveAsync(CacheKey key, CancellationToken cancellation);
}
