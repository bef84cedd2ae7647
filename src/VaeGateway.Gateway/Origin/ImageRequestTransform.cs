using Microsoft.Net.Http.Headers;
using VaeGateway.Gateway.Negotiation;
using Yarp.ReverseProxy.Transforms;

namespace VaeGateway.Gateway.Origin;

/// <summary>Asks the origin for what can be stored: no latents, the whole image, and nothing that isn't in the key.</summary>
internal sealed class ImageRequestTransform : RequestTransform
{
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

    public override ValueTask ApplyAsync(RequestTransformContext context)
    {
        var accept = TakeHeader(context, HeaderNames.Accept);
        if (AcceptHeader.WithoutLatent(accept) is { Count: > 0 } rest)
        {
            AddHeader(context, HeaderNames.Accept, rest);
        }

        if (context.HttpContext.Features.Get<FillPlan>() is { } plan)
        {
            RemoveAll(context, Overrides);
            if (plan.WantsWhole)
            {
                RemoveAll(context, PartsAndConditions);
            }
        }

        return ValueTask.CompletedTask;
    }

    private static void RemoveAll(RequestTransformContext context, string[] names)
    {
        foreach (var name in names)
        {
            RemoveHeader(context, name);
        }
    }
}
