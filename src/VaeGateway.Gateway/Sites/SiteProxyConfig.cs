using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;

namespace VaeGateway.Gateway.Sites;

/// <summary>What the proxy is to do for one state of the sites' configuration.</summary>
internal sealed class SiteProxyConfig : IProxyConfig, IDisposable
{
    private readonly CancellationTokenSource _expired = new();

    public SiteProxyConfig(SiteConfiguration sites)
    {
        (Routes, Clusters) = (sites.Routes, sites.Clusters);
        ChangeToken = new CancellationChangeToken(_expired.Token);
    }

    public IReadOnlyList<RouteConfig> Routes { get; }

    public IReadOnlyList<ClusterConfig> Clusters { get; }

    public IChangeToken ChangeToken { get; }

    /// <summary>Tells the proxy that there is a newer state.</summary>
    public void Expire() => _expired.Cancel();

    public void Dispose() => _expired.Dispose();
}
