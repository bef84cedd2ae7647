using Microsoft.Extensions.Options;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Models;
using VaeGateway.Gateway.Origin;
using VaeGateway.Gateway.Sites;
using VaeGateway.Gateway.Telemetry;

namespace VaeGateway.Gateway.Delivery;

/// <summary>Answers requests from the store; sends all others on to the origin, with a plan for what to do with the answer.</summary>
internal sealed class CacheMiddleware(
    RequestDelegate next,
    ResponseCache cache,
    StoreAnswers answers,
    OriginAsker asker,
    BackgroundRefresh refresh,
    ServedModel model,
    SiteRegistry sites,
    GatewayMetrics metrics,
    IOptions<HttpCachingOptions> caching,
    TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var (request, site) = (context.Request, sites.Of(context));
        var isBypassed = site.Bypasses(request.Path);
        if (isBypassed || !MayBeStored(request))
        {
            metrics.Bypass(isBypassed ? "site" : "method");
            await next(context);
            return;
        }

        var started = clock.GetTimestamp();
        var found = await FindAsync(site.KeyOf(request), request, context.RequestAborted);
        var choice = await TryAnswerAsync(context, found, started);
        if (choice.Answer is not null)
        {
            return;
        }

        if (CacheControl.Parse(request.Headers.CacheControl).OnlyIfCached)
        {
            metrics.Bypass("only-if-cached");
            context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
            context.Response.Headers[CacheStatus.HeaderName] = CacheStatus.Forwarded("request", stored: false, "only-if-cached");
            return;
        }

        await asker.AskAsync(context, next, found, choice, () => FindAsync(found.Key, request, context.RequestAborted));
    }

    // A request that wants to leave HTTP has no answer to store, and one with a body may get an answer that is not the URL's.
    private static bool MayBeStored(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Headers.Upgrade.Count == 0
        && request.Headers.TransferEncoding.Count == 0
        && request.ContentLength is null or 0;

    private async ValueTask<Found> FindAsync(CacheKey key, HttpRequest request, CancellationToken cancellation)
    {
        using var span = GatewayTraces.Lookup();
        var found = await cache.FindAsync(key, request.Headers, cancellation);
        return found.Response?.Image is { } image && image.ModelTag != model.Tag ? found with { Response = null } : found;
    }

    /// <summary>Serves what is stored if it may be; else says why the origin is to be asked.</summary>
    private async Task<Choice> TryAnswerAsync(HttpContext context, Found found, long started)
    {
        if (found.Response is not { } stored)
        {
            return Choice.AskAnew(found.Index is null ? "uri-miss" : "vary-miss");
        }

        var now = clock.GetUtcNow();
        var reuse = ReusePolicy.Decide(context.Request.Headers, stored.Headers, stored.AgeAt(now), stored.FreshFor(now), caching.Value);
        switch (reuse)
        {
            case Reuse.Stale:
                return Choice.AskAnew("stale");
            case Reuse.AskedForNewer:
                return Choice.AskAnew("request");
            case Reuse.WhileRevalidating:
                refresh.Start(context, asker.PlanRefresh(context.Request, found));
                break;
        }

        return await answers.ServeAsync(context, found, started, new Provenance(reuse == Reuse.WhileRevalidating ? Occasion.WhileRevalidating : Occasion.Hit));
    }
}
