using VaeGateway.Gateway.Configuration;

namespace VaeGateway.Gateway.Delivery;

/// <summary>Registers the answering of requests from the store.</summary>
internal static class DeliveryServices
{
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddValidatedOptions<DeliveryOptions>("Delivery");
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
}
