using Microsoft.Extensions.Options;
using VaeGateway.Gateway.Caching;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>Keeps images in this process, bounded by bytes, least recently used out first.</summary>
internal sealed class MemoryLatentStore(IOptions<LatentStoreOptions> options, TimeProvider clock) : ILatentStore
{
    private readonly ByteBoundedCache<StoredImage> _images = new(options.Value.MemoryBytes, clock);

    public StoreStatus Status => new("memory", Reachable: true);

    public ValueTask<StoredImage?> GetAsync(CacheKey key, CancellationToken cancellation) =>
        ValueTask.FromResult(_images.TryGet(key.Canonical, out var image) ? image : null);

    public ValueTask SetAsync(CacheKey key, StoredImage image, TimeSpan lifetime, CancellationToken cancellation)
    {
        _images.Set(key.Canonical, image, image.SizeBytes, lifetime);
        return ValueTask.CompletedTask;
    }

    public ValueTask RemoveAsync(CacheKey key, CancellationToken cancellation)
    {
        _images.Remove(key.Canonical);
        return ValueTask.CompletedTask;
    }
}
