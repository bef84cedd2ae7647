using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using VaeGateway.Gateway.Configuration;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace VaeGateway.Gateway.Origin;

/// <summary>Registers the proxy to the origin and the capture of its answers.</summary>
internal static class OriginServices
{
    public static IServiceCollection AddOrigin(this IServiceCollection services)
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
        services.AddSingleton<IProxyConfigProvider>(provider => new InMemoryConfigProvider(
            [OriginRoute.Route], [OriginRoute.Cluster(provider.GetRequiredService<IOptions<OriginOptions>>().Value)]));
        services.AddReverseProxy().AddTransforms(transforms =>
        {
            transforms.RequestTransforms.Add(transforms.Services.GetRequiredService<OriginRequestTransform>());
            transforms.ResponseTransforms.Add(transforms.Services.GetRequiredService<OriginResponseTransform>());
        });

        // The proxy brings data protection for session affinity, which is not used: keep its keys off the disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        return services.AddSingleton<IForwarderHttpClientFactory, OriginClientFactory>();
    }
}
