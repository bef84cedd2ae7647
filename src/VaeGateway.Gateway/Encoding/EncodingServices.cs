using Microsoft.Extensions.Options;
using VaeGateway.Codec;
using VaeGateway.Codec.Targets;
using VaeGateway.Gateway.Configuration;

namespace VaeGateway.Gateway.Encoding;

/// <summary>Registers the queue, its workers and the codec.</summary>
internal static class EncodingServices
{
    public static IServiceCollection AddEncoding(this IServiceCollection services)
    {
        services.AddValidatedOptions<EncodingOptions>("Encoding");
        services.AddSingleton<LatentEncoder>();
        services.AddSingleton<TargetEncoder>();
        services.AddSingleton(provider => new LatentDecoder(provider.GetRequiredService<ILatentModel>())
        {
            MaxPixels = provider.GetRequiredService<IOptions<EncodingOptions>>().Value.MaxPixels,
        });
        services.AddSingleton<QualityGuard>();
        services.AddSingleton<LatentAttempts>();
        services.AddSingleton<ImageRecoder>();
        services.AddSingleton<ImageEncoder>();
        services.AddSingleton<EncodeQueue>();
        services.AddSingleton<EncodeScheduler>();
        return services.AddHostedService<EncodeWorkers>();
    }
}
