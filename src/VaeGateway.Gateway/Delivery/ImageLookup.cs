using Microsoft.Extensions.Options;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Models;

namespace VaeGateway.Gateway.Delivery;

/// <summary>Finds the stored image that may answer a request.</summary>
internal sealed class ImageLookup(ILatentStore store, ServedModel model, IOptions<HttpCachingOptions> caching, TimeProvider clock)
{
    /// <summary>The image, or null and the reason as a token of RFC 9211 section 2.2.</summary>
    public async ValueTask<(StoredImage? Image, string Reason)> FindAsync(CacheKey key, HttpRequest request, CancellationToken cancellation)
    {
        if (caching.Value.HonorClientNoCache && CacheControl.Parse(request.Headers.CacheControl) is ({ NoCache: true } or { MaxAge: { Ticks: 0 } }))
        {
            return (null, "request");
        }

        var image = await store.GetAsync(key, cancellation);
        return
            image is null || image.ModelTag != model.Tag ? (null, "uri-miss") :
            image.FreshFor(clock.GetUtcNow()) <= TimeSpan.Zero ? (null, "stale") :
            image.VariesByOrigin && request.Headers.Origin.Count > 0 ? (null, "vary-miss") :
            (image, "");
    }
}
