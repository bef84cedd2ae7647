using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace VaeGateway.Gateway.Origin;

/// <summary>The proxy's configuration: one route that takes everything, one cluster of one site.</summary>
internal static class OriginRoute
{
    private const string Name = "origin";

    // Header fields may carry bytes beyond ASCII (RFC 9110 section 5.5); a proxy hands them on.
    private const string AnyByte = "latin1";

    public static RouteConfig Route { get; } = new()
    {
        RouteId = Name,
        ClusterId = Name,
        Match = new RouteMatch { Path = "/{**rest}" },
        Order = int.MaxValue,
    };

    public static ClusterConfig Cluster(OriginOptions options) => new()
    {
        ClusterId = Name,
        Destinations = new Dictionary<string, DestinationConfig> { [Name] = new() { Address = options.Address!.AbsoluteUri } },
        HttpClient = new HttpClientConfig { RequestHeaderEncoding = AnyByte, ResponseHeaderEncoding = AnyByte },
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = options.ActivityTimeout },
    };
}
