using VaeGateway.Gateway.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace VaeGateway.Gateway.Sites;

/// <summary>Finds what is wrong with the sites, and with YARP's own configuration beside them.</summary>
internal sealed class SitesProbe(SiteRegistry sites, ConfigFile file, IEnumerable<IProxyConfigProvider> providers, IConfigValidator validator) : IOptionsProbe
{
    public IEnumerable<string> FindFaults() =>
        file.FindFault() is { } broken ? [broken] :
        sites.Faults.ToArray() is { Length: > 0 } faults ? faults :
        [.. providers.Where(provider => provider != sites).SelectMany(FindFaults)];

    private IEnumerable<string> FindFaults(IProxyConfigProvider provider)
    {
        try
        {
            var config = provider.GetConfig();
            return
            [
                .. config.Routes.SelectMany(route => validator.ValidateRouteAsync(route).AsTask().GetAwaiter().GetResult()).Select(Describe),
                .. config.Clusters.SelectMany(cluster => validator.ValidateClusterAsync(cluster).AsTask().GetAwaiter().GetResult()).Select(Describe),
            ];
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException)
        {
            return [Describe(e)];
        }
    }

    private static string Describe(Exception e) => $"{SiteConfiguration.ProxySection}: {e.Message}";
}
