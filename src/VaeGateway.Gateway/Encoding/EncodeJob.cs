using System.Diagnostics;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;

namespace VaeGateway.Gateway.Encoding;

/// <summary>An image whose latent is wanted.</summary>
/// <param name="Key">Key of the URL.</param>
/// <param name="Choice">What a request must say to get it.</param>
/// <param name="ResponseKey">Key of the response itself.</param>
/// <param name="Original">The origin's bytes and what came with them.</param>
/// <param name="IsStored">Whether the original is in the store, to be replaced there.</param>
/// <param name="Memory">The share of the capture memory that it holds; given back when the job is done.</param>
internal sealed record EncodeJob(
    CacheKey Key, VariantChoice Choice, CacheKey ResponseKey, StoredResponse Original, bool IsStored, IDisposable Memory) : IDisposable
{
    /// <summary>The request that brought the image, for the traces.</summary>
    public ActivityContext Cause { get; } = Activity.Current?.Context ?? default;

    public void Dispose() => Memory.Dispose();
}
