using Microsoft.Extensions.Primitives;
using VaeGateway.Gateway.Configuration;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace VaeGateway.Gateway.Sites;

/// <summary>The sites that are served now. A changed configuration takes their place if it is good, else the old one goes on.</summary>
internal sealed class SiteRegistry : IProxyConfigProvider, IDisposable
{
    private readonly IConfiguration _configuration;
    private readonly ConfigFile _file;
    private readonly ILogger<SiteRegistry> _logger;
    private readonly IDisposable _watch;
    private readonly Lock _gate = new();
    private SiteConfiguration _current;
    private SiteProxyConfig _proxyConfig;

    public SiteRegistry(IConfiguration configuration, ConfigFile file, ILogger<SiteRegistry> logger)
    {
        (_configuration, _file, _logger) = (configuration, file, logger);
        _current = SiteConfiguration.Read(configuration);
        _proxyConfig = new SiteProxyConfig(_current);
        _watch = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    /// <summary>Everything that is wrong with the configuration that the gateway starts with.</summary>
    public IEnumerable<string> Faults => _current.Faults;

    public SiteMap Current => _current.Sites;

    public IProxyConfig GetConfig() => _proxyConfig;

    /// <summary>The site of a request that the proxy has found a route for.</summary>
    public Site Of(HttpContext context) => Current.Of(context.Features.Get<IReverseProxyFeature>()?.Route.Config.RouteId ?? Origin.OriginRoute.AnyHost);

    public void Dispose()
    {
        _watch.Dispose();
        _proxyConfig.Dispose();
    }

    private void Reload()
    {
        lock (_gate)
        {
            var next = SiteConfiguration.Read(_configuration);
            string[] faults = [.. _file.FindFault() is { } broken ? [broken] : next.Faults];
            if (faults.Length > 0)
            {
                _logger.SitesRefused(string.Join("\n  - ", faults));
                return;
            }

            var old = _proxyConfig;
            (_current, _proxyConfig) = (next, new SiteProxyConfig(next));
            _logger.SitesChanged(string.Join(", ", next.Sites.All.Select(site => site.Name).Order(StringComparer.Ordinal)));
            old.Expire();
        }
    }
}
