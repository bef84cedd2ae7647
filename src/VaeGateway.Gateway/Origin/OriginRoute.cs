using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace VaeGateway.Gateway.Origin;

/// <summary>The proxy's configuration: one route that takes everything, one cluster of one site.</summary>
internal static class OriginRoute
{
    private const string Name = "origin";

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
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = options.ActivityTimeout },
    };
}
