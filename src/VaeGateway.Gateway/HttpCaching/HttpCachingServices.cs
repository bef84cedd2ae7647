using VaeGateway.Gateway.Configuration;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Registers the HTTP cache's settings.</summary>
internal static class HttpCachingServices
{
    public static IServiceCollection AddHttpCaching(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        return services.AddValidatedOptions<HttpCachingOptions>("HttpCaching");
    }
}
