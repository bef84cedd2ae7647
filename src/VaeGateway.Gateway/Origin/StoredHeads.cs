using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;

namespace VaeGateway.Gateway.Origin;

/// <summary>Renews stored responses by a newer head that came without a body (RFC 9111 sections 4.3.4 and 4.3.5).</summary>
internal sealed class StoredHeads(ResponseCache cache, IOptions<HttpCachingOptions> options)
{
    /// <summary>The entity tags of all variants of a URL, for a request that chooses none of them.</summary>
    public static string TagsOf(Found found) =>
        string.Join(", ", found.Index?.Variants.Select(variant => variant.EntityTag).Where(tag => tag.Length > 0).Distinct() ?? []);

    /// <summary>Takes a 304 to what the store has.</summary>
    /// <param name="plan">What was asked.</param>
    /// <param name="request">The client's headers.</param>
    /// <param name="head">The origin's headers.</param>
    /// <param name="now">When they came.</param>
    /// <returns>The renewed response; null if the store has none that the origin means.</returns>
    public async ValueTask<Found?> RenewAsync(FillPlan plan, IHeaderDictionary request, IHeaderDictionary head, DateTimeOffset now)
    {
        var found = plan.Found;
        if (found.Response is null && found.Index is { } index)
        {
            found = await cache.FindByTagAsync(found, index, head.ETag.ToString(), CancellationToken.None);
        }

        if (found.Response is not { } stored)
        {
            return null;
        }

        var headers = FieldRules.Update(stored.Headers, head, options.Value);
        var renewed = stored with { Epoch = found.Epoch, Headers = headers, StoredAt = now, Freshness = FreshnessOf(plan, stored.Status, headers, head, now) };
        await StoreAsync(found, request, renewed);
        return found with { Response = renewed };
    }

    /// <summary>Takes the answer to a HEAD to what the store has: renews it if it is of the same body, forgets it if not.</summary>
    public async ValueTask RenewByHeadAsync(FillPlan plan, HttpRequest request, int status, IHeaderDictionary head, DateTimeOffset now)
    {
        if (plan.Found.Response is not { } stored || !StatusRules.IsNoError(status))
        {
            return;
        }

        if (status == stored.Status && IsOfSameBody(stored, head))
        {
            await RenewAsync(plan, request.Headers, head, now);
        }
        else
        {
            await cache.InvalidateAsync(plan.Found.ResponseKey, CancellationToken.None);
        }
    }

    private static bool IsOfSameBody(StoredResponse stored, IHeaderDictionary head) =>
        (head.ETag.Count == 0 || head.ETag == stored.Headers.ETag)
        && (head.LastModified.Count == 0 || head.LastModified == stored.Headers.LastModified)
        && (head.ContentLength is not { } length || length == (stored.Image?.OriginBytes ?? stored.Body.Length));

    // What the newer head says of its age counts, not what the older said.
    private static Freshness FreshnessOf(FillPlan plan, int status, HeaderDictionary headers, IHeaderDictionary head, DateTimeOffset now)
    {
        var judged = new HeaderDictionary();
        foreach (var (name, value) in headers)
        {
            judged[name] = value;
        }

        judged[HeaderNames.Age] = head.Age;
        judged[HeaderNames.Date] = head.Date;
        return Freshness.Of(status, judged, plan.RequestTime, now, plan.Policy.Caching);
    }

    private async ValueTask StoreAsync(Found found, IHeaderDictionary request, StoredResponse renewed)
    {
        if (ResponseDirectives.Of(renewed.Headers).Directives is { NoStore: true } or { Private: true })
        {
            await cache.InvalidateAsync(found.ResponseKey, CancellationToken.None);
        }
        else if (found.ResponseKey != found.Key && found.Index is null)
        {
            // An original beside its latent.
            await cache.StoreOriginalAsync(found.ResponseKey, renewed);
        }
        else
        {
            var choice = found.Index is null ? new VariantChoice([]) : VaryRules.Of(request, renewed.Headers, renewed.Image is not null);
            await cache.StoreAsync(found.Key, choice, renewed);
        }
    }
}
