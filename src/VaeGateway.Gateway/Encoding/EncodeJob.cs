using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;

namespace VaeGateway.Gateway.Encoding;

/// <summary>An image on its way into the store.</summary>
/// <param name="Key">Where it goes.</param>
/// <param name="Original">The origin's bytes and what came with them.</param>
/// <param name="Target">What it is wanted for.</param>
/// <param name="Memory">The share of the capture memory that it holds; given back when the job is done.</param>
internal sealed record EncodeJob(CacheKey Key, StoredImage Original, EncodeTarget Target, IDisposable Memory) : IDisposable
{
    public void Dispose() => Memory.Dispose();
}
