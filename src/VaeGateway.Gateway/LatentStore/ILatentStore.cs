using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>Keeps images by key. A failing store behaves as an empty one: it logs, counts and never throws for its own faults.</summary>
internal interface ILatentStore
{
    /// <summary>Name and state, for the health report.</summary>
    StoreStatus Status { get; }

    /// <summary>The image under a key, or null.</summary>
    ValueTask<StoredImage?> GetAsync(CacheKey key, CancellationToken cancellation);

    /// <summary>Keeps an image for so long at most.</summary>
    ValueTask SetAsync(CacheKey key, StoredImage image, TimeSpan lifetime, CancellationToken cancellation);

    /// <summary>Forgets an image.</summary>
    ValueTask RemoveAsync(CacheKey key, CancellationToken cancellation);
}
