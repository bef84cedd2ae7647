using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.Negotiation;
using VaeGateway.Gateway.Sites;
using Yarp.ReverseProxy.Transforms;

namespace VaeGateway.Gateway.Origin;

/// <summary>Asks the origin for what can be stored: no latents, nothing that isn't in the key, and validators where there is something to validate.</summary>
internal sealed class OriginRequestTransform(SiteRegistry sites) : RequestTransform
{
    private const string ForwardedHost = "X-Forwarded-Host";

    private static readonly string[] PartsAndConditions =
    [
        HeaderNames.Range, HeaderNames.IfRange, HeaderNames.IfNoneMatch, HeaderNames.IfModifiedSince,
        HeaderNames.IfMatch, HeaderNames.IfUnmodifiedSince,
    ];

    // Some origins let these choose another page than the URL does; unkeyed, they would poison the cache.
    private static readonly string[] Overrides =
    [
        "X-Original-URL", "X-Rewrite-URL", "X-Original-Host", "X-Host", "X-Forwarded-Server", "X-Forwarded-Scheme", "X-Forwarded-Port",
        "X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override", "Forwarded",
    ];

    /// <summary>Whether a request may ask for something else than its URL says.</summary>
    public static bool HasOverrides(IHeaderDictionary request) => Overrides.Any(request.ContainsKey);

    public override ValueTask ApplyAsync(RequestTransformContext context)
    {
        var accept = TakeHeader(context, HeaderNames.Accept);
        if (AcceptHeader.WithoutLatent(accept) is { Count: > 0 } rest)
        {
            AddHeader(context, HeaderNames.Accept, rest);
        }

        RemoveOfConnection(context);
        if (sites.Of(context.HttpContext).CanonicalHost is { } host && context.ProxyRequest.Headers.Contains(ForwardedHost))
        {
            // The aliases of a site share their entries, so that the origin must not tell them apart.
            RemoveHeader(context, ForwardedHost);
            AddHeader(context, ForwardedHost, host);
        }

        if (context.HttpContext.Features.Get<FillPlan>() is { } plan)
        {
            RemoveAll(context, Overrides);
            if (plan.WantsWhole || plan.Validates)
            {
                RemoveAll(context, PartsAndConditions);
            }

            if (plan.Validates)
            {
                AddValidators(context, plan);
            }
        }

        return ValueTask.CompletedTask;
    }

    private static void AddValidators(RequestTransformContext context, FillPlan plan)
    {
        var stored = plan.Found.Response?.Headers;
        var tags = stored is not null ? stored.ETag.ToString() : StoredHeads.TagsOf(plan.Found);
        if (tags.Length > 0)
        {
            AddHeader(context, HeaderNames.IfNoneMatch, tags);
        }

        if (stored is not null && !StringValues.IsNullOrEmpty(stored.LastModified))
        {
            AddHeader(context, HeaderNames.IfModifiedSince, stored.LastModified);
        }
    }

    // A client that wants to leave HTTP says so by such headers; the proxy sees to them.
    private static void RemoveOfConnection(RequestTransformContext context)
    {
        var request = context.HttpContext.Request.Headers;
        if (request.Upgrade.Count == 0)
        {
            RemoveAll(context, HeaderList.Split(request.Connection));
        }
    }

    private static void RemoveAll(RequestTransformContext context, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            RemoveHeader(context, name);
        }
    }
}
