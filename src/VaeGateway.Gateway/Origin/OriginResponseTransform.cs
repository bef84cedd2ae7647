using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Sites;
using Yarp.ReverseProxy.Transforms;

namespace VaeGateway.Gateway.Origin;

/// <summary>Looks at the head of the origin's answer: marks it, tees off a body that may be stored, and takes a 304 to what is stored.</summary>
internal sealed class OriginResponseTransform(
    CaptureFactory captures,
    StoredHeads heads,
    Invalidation invalidation,
    ResponseCache cache,
    UncacheableKeys uncacheable,
    SiteRegistry sites,
    IOptions<HttpCachingOptions> caching,
    TimeProvider clock) : ResponseTransform
{
    public override async ValueTask ApplyAsync(ResponseTransformContext context)
    {
        var http = context.HttpContext;
        var headers = http.Response.Headers;
        var plan = http.Features.Get<FillPlan>();
        if (context.ProxyResponse is not { } response)
        {
            Append(headers, CacheStatus.HeaderName, CacheStatus.Forwarded(plan?.ForwardReason ?? "bypass", stored: false, "origin-failed"));
            return;
        }

        var status = (int)response.StatusCode;
        if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
        {
            FieldRules.RemoveHopByHop(headers, new StringValues([.. response.Headers.Connection]));
        }

        if (Invalidation.IsUnsafe(http.Request.Method) && StatusRules.IsNoError(status))
        {
            await invalidation.ApplyAsync(http.Request, headers, http.RequestAborted);
            plan ??= PlanForPost(http.Request);
        }

        if (plan is not null && await IsSettledAsync(http, plan, status))
        {
            context.SuppressResponseBody = true;
            return;
        }

        Append(headers, CacheStatus.HeaderName, plan is null ? CacheStatus.Forwarded(ReasonOf(http.Request), stored: false) : await FillAsync(http, response, plan));
        SvgPolicy.Apply(headers);
    }

    /// <summary>Whether the client gets a stored response: the origin says that it is good still, or fails while it may stand in.</summary>
    private async ValueTask<bool> IsSettledAsync(HttpContext context, FillPlan plan, int status)
    {
        var (headers, now) = (context.Response.Headers, clock.GetUtcNow());
        plan.OriginStatus = status;
        if (status == StatusCodes.Status304NotModified && plan.Validates)
        {
            plan.Cookies = headers.SetCookie;
            plan.Outcome = await heads.RenewAsync(plan, context.Request.Headers, headers, now);
            plan.BypassReason = null;
            plan.Flight?.Land(isStored: plan.Outcome is not null);
            return true;
        }

        if (StatusRules.IsServerError(status) && plan is { Latent: null, Found.Response: { } stored }
            && ReusePolicy.MayStandIn(context.Request.Headers, stored.Headers, stored.Freshness.Lifetime, -stored.FreshFor(now), caching.Value))
        {
            plan.Outcome = plan.Found;
            plan.BypassReason = "stale-if-error";
            return true;
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            await heads.RenewByHeadAsync(plan, context.Request, status, headers, now);
        }

        return false;
    }

    private async ValueTask<string> FillAsync(HttpContext context, HttpResponseMessage response, FillPlan plan)
    {
        var (headers, status, now) = (context.Response.Headers, (int)response.StatusCode, clock.GetUtcNow());
        var origin = new HeaderDictionary(new Dictionary<string, StringValues>(headers, StringComparer.OrdinalIgnoreCase));
        var freshness = Freshness.Of(status, headers, plan.RequestTime, now, plan.Policy.Caching);
        var storability = Judge(context, response, freshness);
        var isImage = plan.Policy.MayEncode && ImageTypes.MayBecomeLatent(status, headers);
        if (isImage && (storability == Storability.Storable || HttpMethods.IsHead(context.Request.Method)))
        {
            headers.Vary = HeaderList.Add(headers.Vary, HeaderNames.Accept);
        }

        if (IsAnyImage(headers))
        {
            headers.XContentTypeOptions = "nosniff";
        }

        var elapsed = (now - plan.RequestTime).TotalMilliseconds;
        Append(headers, "Server-Timing", string.Create(CultureInfo.InvariantCulture, $"cache;desc=\"miss\", origin;dur={elapsed:F1}"));
        if (storability != Storability.Storable)
        {
            return await RefuseAsync(context, plan, storability, status);
        }

        uncacheable.Remove(plan.Found.Key);
        if (!plan.MayStore)
        {
            plan.BypassReason = plan.ForwardReason;
            plan.Flight?.Land(isStored: false);
            return CacheStatus.Forwarded(plan.ForwardReason, stored: false);
        }

        var capture = captures.TryOpen(plan, context.Request.Headers, status, origin, freshness, now, out var refusal);
        plan.BypassReason = refusal;
        if (capture is not null)
        {
            response.Content = new TeeContent(response.Content, capture);
        }
        else
        {
            plan.Flight?.Land(isStored: false);
        }

        return CacheStatus.Forwarded(plan.ForwardReason, stored: capture is not null, refusal);
    }

    private Storability Judge(HttpContext context, HttpResponseMessage response, Freshness freshness)
    {
        var storability = StoragePolicy.Judge(context.Request, (int)response.StatusCode, context.Response.Headers, freshness, caching.Value);
        return storability == Storability.Storable && !KnowsItsEnd(response) ? Storability.Endless : storability;
    }

    // A body that ends where the connection ends may as well be cut short.
    private static bool KnowsItsEnd(HttpResponseMessage response) =>
        response.Content.Headers.ContentLength is not null
        || response.Headers.TransferEncodingChunked == true
        || response.StatusCode == HttpStatusCode.NoContent
        || response.Version.Major >= 2;

    private async ValueTask<string> RefuseAsync(HttpContext context, FillPlan plan, Storability storability, int status)
    {
        plan.BypassReason = storability.ToToken();
        plan.Flight?.Land(isStored: false);
        if (HttpMethods.IsGet(context.Request.Method) && StatusRules.IsComplete(status) && IsPlain(context.Request.Headers))
        {
            uncacheable.Add(plan.Found.Key, storability);
            if (StatusRules.Supersedes(status) && plan.Found.Response is not null && plan.Latent is null)
            {
                // The origin has something newer, which may not be stored; the older one must not come back.
                await cache.InvalidateAsync(plan.Found.ResponseKey, CancellationToken.None);
            }
        }

        return CacheStatus.Forwarded(plan.ForwardReason, stored: false, plan.BypassReason);
    }

    private FillPlan? PlanForPost(HttpRequest request)
    {
        var site = sites.Of(request.HttpContext);
        return HttpMethods.IsPost(request.Method) && !OriginRequestTransform.HasOverrides(request.Headers) && !site.Bypasses(request.Path)
            ? new FillPlan(cache.Nothing(site.KeyOf(request)), "method", clock.GetUtcNow(), site.PolicyOf(request.Path))
            : null;
    }

    private static bool IsAnyImage(IHeaderDictionary headers) => headers.ContentType.ToString().StartsWith("image/", StringComparison.OrdinalIgnoreCase);

    // What only one client's request caused must not be remembered against the others.
    private static bool IsPlain(IHeaderDictionary request) =>
        !CacheControl.Parse(request.CacheControl).NoStore && request.Authorization.Count == 0;

    private static string ReasonOf(HttpRequest request) => HttpMethods.IsGet(request.Method) ? "bypass" : "method";

    private static void Append(IHeaderDictionary headers, string name, string value) =>
        headers[name] = headers[name] is { Count: > 0 } present ? $"{present}, {value}" : value;
}
