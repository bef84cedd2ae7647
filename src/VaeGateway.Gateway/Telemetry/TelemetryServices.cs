using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using VaeGateway.Gateway.Configuration;

namespace VaeGateway.Gateway.Telemetry;

/// <summary>Metrics of the gateway, of the web server and of the runtime, for Prometheus; with an address to send to, traces too.</summary>
internal static class TelemetryServices
{
    private const string Section = "Telemetry";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<TelemetryOptions>(Section);
        services.AddSingleton<GatewayMetrics>();
        var telemetry = services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(GatewayMetrics.MeterName)
            .AddAspNetCoreInstrumentation()
            .AddRuntimeInstrumentation()
            .AddPrometheusExporter());
        if (OtlpOf(configuration) is { } otlp)
        {
            telemetry
                .WithMetrics(metrics => metrics.AddHttpClientInstrumentation())
                .WithTracing(tracing => tracing
                    .SetSampler(provider => new ParentBasedSampler(new TraceIdRatioBasedSampler(
                        provider.GetRequiredService<IOptions<TelemetryOptions>>().Value.TraceShare)))
                    .AddSource(GatewayTraces.SourceName)
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation())
                .UseOtlpExporter(otlp.OtlpProtocol, otlp.OtlpEndpoint!);
        }

        return services;
    }

    /// <summary>Logs each request, where that is wanted. To be used before all that answers.</summary>
    public static void UseAccessLog(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetRequiredService<IOptions<TelemetryOptions>>().Value.AccessLog)
        {
            app.UseMiddleware<AccessLog>();
        }
    }

    public static void MapMetrics(this IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint("/metrics");

    // What is registered depends on it, so that it is read before options are; a bad value is left to the check of the options.
    private static TelemetryOptions? OtlpOf(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection($"{OptionsExtensions.RootSection}:{Section}").Get<TelemetryOptions>() is { OtlpEndpoint.IsAbsoluteUri: true } options
                ? options
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
