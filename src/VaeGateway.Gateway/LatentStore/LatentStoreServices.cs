using Microsoft.Extensions.Options;
using VaeGateway.Gateway.Configuration;
using VaeGateway.Gateway.Purging;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>Registers the store: memory, before Redis where that is configured.</summary>
internal static class LatentStoreServices
{
    public static IServiceCollection AddLatentStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<LatentStoreOptions>("LatentStore");
        services.AddSingleton<IValidateOptions<LatentStoreOptions>, RedisAddressValidator>();
        if (string.IsNullOrEmpty(configuration["VaeGateway:LatentStore:Redis"]))
        {
            return services.AddLocalPurging().AddSingleton<ResponseCache>().AddSingleton<ILatentStore, MemoryLatentStore>();
        }

        services.AddSingleton<RedisConnection>();
        services.AddHostedService(provider => provider.GetRequiredService<RedisConnection>());
        services.AddSharedPurging().AddSingleton<NodeChannel>().AddHostedService<NodeSync>();
        return services.AddSingleton<ResponseCache>().AddSingleton<RedisLatentStore>().AddSingleton<ILatentStore, TieredLatentStore>();
    }
}
