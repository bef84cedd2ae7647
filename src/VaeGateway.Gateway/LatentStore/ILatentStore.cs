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

    /// <summary>Puts an entry in the place of the one that was read, unless that has changed meanwhile.</summary>
    /// <param name="key">The key.</param>
    /// <param name="seen">The entry as it was read.</param>
    /// <param name="next">What takes its place.</param>
    /// <param name="lifetime">For how long to keep it.</param>
    /// <param name="lease">The lease under which it was made; it must still count.</param>
    /// <returns>Whether it is kept.</returns>
    ValueTask<bool> ReplaceAsync(CacheKey key, StoredEntry seen, StoredEntry next, TimeSpan lifetime, EncodeLease lease);

    /// <summary>Forgets an entry.</summary>
    ValueTask RemoveAsync(CacheKey key, CancellationToken cancellation);

    /// <summary>Takes the lease to encode what is under a key; null if another node has it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="duration">When it ends by itself.</param>
    ValueTask<EncodeLease?> TryLeaseAsync(CacheKey key, TimeSpan duration);

    /// <summary>Gives a lease back.</summary>
    ValueTask ReleaseAsync(CacheKey key, EncodeLease lease);
}
