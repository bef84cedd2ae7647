using VaeGateway.Gateway.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace VaeGateway.Gateway.Sites;

/// <summary>Registers the sites.</summary>
internal static class SiteServices
{
    public static IServiceCollection AddSites(this IServiceCollection services, ConfigFile file) => services
        .AddSingleton(file)
        .AddSingleton<SiteRegistry>()
        .AddSingleton<IOptionsProbe, SitesProbe>()
        .AddSingleton<IProxyConfigProvider>(provider => provider.GetRequiredService<SiteRegistry>());
}
