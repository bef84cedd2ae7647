using System.Globalization;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using VaeGateway.Gateway.HttpCaching;
using Yarp.ReverseProxy.Transforms;

namespace VaeGateway.Gateway.Origin;

/// <summary>Looks at the head of the origin's answer, marks it, and tees off the body of an image that may be stored.</summary>
internal sealed class ImageResponseTransform(
    CaptureFactory captures, UncacheableKeys uncacheable, IOptions<HttpCachingOptions> caching, TimeProvider clock) : ResponseTransform
{
    public override ValueTask ApplyAsync(ResponseTransformContext context)
    {
        if (context.ProxyResponse is { } response)
        {
            var plan = context.HttpContext.Features.Get<FillPlan>();
            var status = plan is null ? CacheStatus.Forwarded("bypass", stored: false) : Fill(context.HttpContext, response, plan);
            Append(context.HttpContext.Response.Headers, CacheStatus.HeaderName, status);
        }

        return ValueTask.CompletedTask;
    }

    private string Fill(HttpContext context, HttpResponseMessage response, FillPlan plan)
    {
        var headers = context.Response.Headers;
        var now = clock.GetUtcNow();
        var freshness = Freshness.Of(headers, plan.RequestTime, now, caching.Value);
        var storability = Judge(context, response, freshness);
        if (storability == Storability.Storable || IsImageHead(context, headers))
        {
            headers.Vary = HeaderList.Add(headers.Vary, HeaderNames.Accept);
        }

        var elapsed = (now - plan.RequestTime).TotalMilliseconds;
        Append(headers, "Server-Timing", string.Create(CultureInfo.InvariantCulture, $"cache;desc=\"miss\", origin;dur={elapsed:F1}"));
        if (storability != Storability.Storable)
        {
            return Refuse(context, plan, storability);
        }

        if (plan.Target is null)
        {
            plan.BypassReason = plan.ForwardReason;
            return CacheStatus.Forwarded(plan.ForwardReason, stored: false);
        }

        var capture = captures.TryOpen(plan, headers, freshness, now, out var refusal);
        plan.BypassReason = refusal == CaptureFactory.AlreadyEncoding ? null : refusal;
        if (capture is not null)
        {
            response.Content = new TeeContent(response.Content, capture);
        }

        return CacheStatus.Forwarded(plan.ForwardReason, stored: capture is not null, refusal);
    }

    private static Storability Judge(HttpContext context, HttpResponseMessage response, Freshness freshness)
    {
        var storability = StoragePolicy.Judge(context.Request, (int)response.StatusCode, context.Response.Headers);
        return
            storability != Storability.Storable ? storability :
            !KnowsItsEnd(response) ? Storability.Endless :
            freshness.Remaining <= TimeSpan.Zero ? Storability.NotFresh :
            Storability.Storable;
    }

    // A body that ends where the connection ends may as well be cut short.
    private static bool KnowsItsEnd(HttpResponseMessage response) =>
        response.Content.Headers.ContentLength is not null
        || response.Headers.TransferEncodingChunked == true
        || response.Version.Major >= 2;

    // The answer to a HEAD must carry the Vary that the GET would.
    private static bool IsImageHead(HttpContext context, IHeaderDictionary headers) =>
        HttpMethods.IsHead(context.Request.Method) && StoragePolicy.IsImage(headers.ContentType);

    private string Refuse(HttpContext context, FillPlan plan, Storability storability)
    {
        plan.BypassReason = storability.ToToken();
        if (storability is not (Storability.Status or Storability.Method) && IsPlain(context.Request.Headers))
        {
            uncacheable.Add(plan.Key, storability);
        }

        return CacheStatus.Forwarded(plan.ForwardReason, stored: false, plan.BypassReason);
    }

    // What only one client's request caused must not be remembered against the others.
    private static bool IsPlain(IHeaderDictionary request) =>
        request.CacheControl.Count == 0 && request.Authorization.Count == 0 && request.Origin.Count == 0;

    private static void Append(IHeaderDictionary headers, string name, string value) =>
        headers[name] = headers[name] is { Count: > 0 } present ? $"{present}, {value}" : value;
}
