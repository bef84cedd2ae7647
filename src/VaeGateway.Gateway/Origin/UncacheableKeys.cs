using VaeGateway.Gateway.Caching;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Origin;

/// <summary>
/// Remembers for a while what may not be stored, so that such requests don't wait for each other and pass with their
/// conditions intact, to get their 304s from the origin.
/// </summary>
internal sealed class UncacheableKeys(TimeProvider clock)
{
    private const long MaxBytes = 4 << 20;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(2);

    private readonly ByteBoundedCache<Storability> _reasons = new(MaxBytes, clock);

    public bool Contains(CacheKey key) => _reasons.TryGet(key.Canonical, out _);

    public void Remove(CacheKey key) => _reasons.Remove(key.Canonical);

    public void Add(CacheKey key, Storability reason) => _reasons.Set(key.Canonical, reason, sizeof(int), Memory);
}
