using VaeGateway.Gateway.Configuration;

namespace VaeGateway.Gateway.BrowserSdk;

/// <summary>Registers the browser SDK.</summary>
internal static class BrowserSdkServices
{
    public static IServiceCollection AddBrowserSdk(this IServiceCollection services) =>
        services.AddValidatedOptions<BrowserSdkOptions>("BrowserSdk").AddSingleton<SdkFiles>();
}
