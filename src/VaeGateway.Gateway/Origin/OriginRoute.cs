using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace VaeGateway.Gateway.Origin;

/// <summary>What the proxy is to do for a site: one route, one cluster, one destination.</summary>
internal static class OriginRoute
{
    /// <summary>Name of the one site that any host may be asked for.</summary>
    public const string AnyHost = "origin";

    /// <summary>In a cluster's metadata: whether its destinations' names may lead into private networks.</summary>
    public const string AllowPrivateAddresses = "AllowPrivateAddresses";

    // Header fields may carry bytes beyond ASCII (RFC 9110 section 5.5); a proxy hands them on.
    private const string AnyByte = "latin1";

    /// <param name="name">The site's name.</param>
    /// <param name="hosts">Its hosts; none for any.</param>
    public static RouteConfig Of(string name, IReadOnlyList<string> hosts) => new()
    {
        RouteId = name,
        ClusterId = name,
        Match = new RouteMatch { Hosts = hosts.Count > 0 ? hosts : null, Path = "/{**rest}" },
        Order = int.MaxValue - (hosts.Count > 0 ? 2 : 1),
    };

    public static ClusterConfig ClusterOf(string name, Uri address, bool allowPrivateAddresses, OriginOptions options) => new()
    {
        ClusterId = name,
        Destinations = new Dictionary<string, DestinationConfig> { [name] = new() { Address = address.AbsoluteUri } },
        HttpClient = new HttpClientConfig { RequestHeaderEncoding = AnyByte, ResponseHeaderEncoding = AnyByte },
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = options.ActivityTimeout },
        Metadata = new Dictionary<string, string> { [AllowPrivateAddresses] = allowPrivateAddresses.ToString() },
    };
}
