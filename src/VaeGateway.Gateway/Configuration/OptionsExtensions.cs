using Microsoft.Extensions.Options;

namespace VaeGateway.Gateway.Configuration;

/// <summary>Options that are checked before the gateway listens.</summary>
internal static class OptionsExtensions
{
    public const string RootSection = "VaeGateway";

    /// <summary>Registers the options of section <c>VaeGateway:{section}</c>.</summary>
    public static IServiceCollection AddValidatedOptions<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        var path = $"{RootSection}:{section}";
        services.AddOptions<TOptions>()
            .BindConfiguration(path)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>>(new AnnotationValidator<TOptions>(path));
        services.AddSingleton<IOptionsProbe>(provider => new OptionsProbe<TOptions>(
            path, provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IOptions<TOptions>>()));
        return services;
    }

    /// <summary>All faults of all sections at once.</summary>
    public static IReadOnlyList<string> FindConfigurationFaults(this IServiceProvider services) =>
        [.. services.GetServices<IOptionsProbe>().SelectMany(probe => probe.FindFaults())];
}
