using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Sites;

namespace VaeGateway.Gateway.Origin;

/// <summary>Forgets what a successful unsafe request has changed: its own URL and those of the same site that its answer names (RFC 9111 section 4.4).</summary>
internal sealed class Invalidation(ResponseCache cache, SiteRegistry sites)
{
    public static bool IsUnsafe(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method) && !HttpMethods.IsTrace(method);

    public async ValueTask ApplyAsync(HttpRequest request, IHeaderDictionary response, CancellationToken cancellation)
    {
        var site = sites.Of(request.HttpContext);
        await cache.InvalidateAsync(site.KeyOf(request), cancellation);
        foreach (var reference in new[] { response.Location.ToString(), response.ContentLocation.ToString() })
        {
            if (SameOrigin.PathOf(request, reference) is { } path)
            {
                await cache.InvalidateAsync(KeyOf(site, request, path), cancellation);
            }
        }
    }

    private static CacheKey KeyOf(Site site, HttpRequest request, string pathAndQuery)
    {
        var split = pathAndQuery.IndexOf('?');
        var (path, query) = split < 0 ? (pathAndQuery, "") : (pathAndQuery[..split], pathAndQuery[split..]);
        return site.KeyOf(request.Scheme, request.Host.Value ?? "", PathString.FromUriComponent(path), new QueryString(query));
    }
}
