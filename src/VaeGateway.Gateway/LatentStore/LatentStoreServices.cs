using Microsoft.Extensions.Options;
using VaeGateway.Gateway.Configuration;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>Registers the store: Redis where it is configured, else memory.</summary>
internal static class LatentStoreServices
{
    public static IServiceCollection AddLatentStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<LatentStoreOptions>("LatentStore");
        services.AddSingleton<IValidateOptions<LatentStoreOptions>, RedisAddressValidator>();
        if (string.IsNullOrEmpty(configuration["VaeGateway:LatentStore:Redis"]))
        {
            return services.AddSingleton<ResponseCache>().AddSingleton<ILatentStore, MemoryLatentStore>();
        }

        services.AddSingleton<RedisConnection>();
        services.AddHostedService(provider => provider.GetRequiredService<RedisConnection>());
        return services.AddSingleton<ResponseCache>().AddSingleton<ILatentStore, RedisLatentStore>();
    }
}
