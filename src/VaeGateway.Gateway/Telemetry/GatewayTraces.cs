using System.Diagnostics;

namespace VaeGateway.Gateway.Telemetry;

/// <summary>Spans of the gateway's own work. Where nobody listens there are none, and asking for one costs next to nothing.</summary>
internal static class GatewayTraces
{
    public const string SourceName = "VaeGateway";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The search of the store.</summary>
    public static Activity? Lookup() => Source.StartActivity("cache.lookup");

    /// <summary>The question to the origin, until its answer has been sent.</summary>
    /// <param name="reason">Why it is asked, as a token of RFC 9211 section 2.2.</param>
    public static Activity? OriginFetch(string reason) => Source.StartActivity("origin.fetch")?.SetTag("vaegateway.reason", reason);

    /// <summary>The making of a rendition.</summary>
    public static Activity? Rendition(string variant) => Source.StartActivity("rendition")?.SetTag("vaegateway.variant", variant);

    /// <summary>An encode: a trace of its own, since it outlives the request that caused it, linked to that.</summary>
    public static Activity? Encode(ActivityContext cause) => StartApart("encode", cause);

    /// <summary>A refresh after the client has got its answer; linked to the request like an encode.</summary>
    public static Activity? Refresh(ActivityContext cause) => StartApart("cache.refresh", cause);

    private static Activity? StartApart(string name, ActivityContext cause)
    {
        Activity.Current = null;
        return Source.StartActivity(name, ActivityKind.Internal, parentContext: default, links: cause == default ? [] : [new ActivityLink(cause)]);
    }
}
