using Microsoft.Extensions.Options;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Gateway.Configuration;

namespace VaeGateway.Gateway.Delivery;

/// <summary>Registers the answering of requests from the store.</summary>
internal static class DeliveryServices
{
    /// <summary>Key of the <see cref="LatentDecoder"/> that makes renditions; the one without a key is the guard's.</summary>
    public const string Renditions = "renditions";

    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddValidatedOptions<DeliveryOptions>("Delivery");
        services.AddKeyedSingleton(Renditions, (provider, _) => DecoderOf(provider));
        services.AddSingleton<RenditionRenderer>();
        services.AddSingleton<RenditionCache>();
        services.AddSingleton<EntityTags>();
        services.AddSingleton<VariantSelector>();
        services.AddSingleton<StoreAnswers>();
        services.AddSingleton<OriginAsker>();
        return services.AddSingleton<AnswerWriter>();
    }

    /// <summary>Puts the answering before the proxy.</summary>
    public static void UseResponseCache(this IApplicationBuilder app) => app.UseMiddleware<CacheMiddleware>();

    private static LatentDecoder DecoderOf(IServiceProvider provider)
    {
        var guards = provider.GetRequiredService<LatentDecoder>();
        return provider.GetRequiredService<IOptions<DeliveryOptions>>().Value.Decoder == DecoderChoice.Light
            ? new LatentDecoder(provider.GetRequiredKeyedService<ILatentModel>(DecoderChoice.Light)) { MaxPixels = guards.MaxPixels }
            : guards;
    }
}
