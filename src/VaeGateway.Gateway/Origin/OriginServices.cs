using System.Net;
using Microsoft.AspNetCore.DataProtection;
using VaeGateway.Gateway.Configuration;
using VaeGateway.Gateway.Sites;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;

namespace VaeGateway.Gateway.Origin;

/// <summary>Registers the proxy to the origin and the capture of its answers.</summary>
internal static class OriginServices
{
    public static IServiceCollection AddOrigin(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<OriginOptions>("Origin");
        services.AddSingleton<CaptureMemory>();
        services.AddSingleton<CaptureFactory>();
        services.AddSingleton<UncacheableKeys>();
        services.AddSingleton<OriginFlights>();
        services.AddSingleton<StoredHeads>();
        services.AddSingleton<Invalidation>();
        services.AddSingleton<BackgroundRefresh>();
        services.AddSingleton<OriginRequestTransform>();
        services.AddSingleton<OriginResponseTransform>();
        services.AddSingleton(new OriginDialer(Dns.GetHostAddressesAsync));
        var proxy = services.AddReverseProxy();
        if (configuration.GetSection(SiteConfiguration.ProxySection) is var own && own.Exists())
        {
            proxy.LoadFromConfig(own);
        }

        proxy.AddTransforms(transforms =>
        {
            if (transforms.UseDefaultForwarders is null)
            {
                // Here and not as the proxy's last word, so that what follows may correct them.
                transforms.AddXForwarded();
            }

            transforms.RequestTransforms.Add(transforms.Services.GetRequiredService<OriginRequestTransform>());
            transforms.ResponseTransforms.Add(transforms.Services.GetRequiredService<OriginResponseTransform>());
        });

        // The proxy brings data protection for session affinity, which is not used: keep its keys off the disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        return services.AddSingleton<IForwarderHttpClientFactory, OriginClientFactory>();
    }
}
