using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace VaeGateway.Client;

/// <summary>Registers latent decoding on an <see cref="HttpClient"/>.</summary>
public static class LatentDecodingExtensions
{
    /// <summary>Lets the client ask gateways for latents and decode them; the app sees ordinary image responses.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Changes the options.</param>
    /// <returns>The same builder.</returns>
    public static IHttpClientBuilder AddLatentDecoding(this IHttpClientBuilder builder, Action<LatentDecodingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LatentDecodingOptions>, LatentDecodingOptionsValidator>());
        builder.Services.AddOptions<LatentDecodingOptions>(builder.Name).Configure(configure ?? (_ => { }));
        builder.Services.TryAddKeyedSingleton(builder.Name, (services, _) => new ModelProvider(
            services.GetRequiredService<IOptionsMonitor<LatentDecodingOptions>>().Get(builder.Name),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILoggerFactory>().CreateLogger<ModelProvider>()));
        return builder.AddHttpMessageHandler(services => new LatentDecodingHandler(
            services.GetRequiredKeyedService<ModelProvider>(builder.Name),
            services.GetRequiredService<IOptionsMonitor<LatentDecodingOptions>>().Get(builder.Name),
            services.GetRequiredService<ILoggerFactory>().CreateLogger<LatentDecodingHandler>()));
    }
}
