using VaeGateway.Gateway.Configuration;

namespace VaeGateway.Gateway.Admin;

/// <summary>Registers the operators' server.</summary>
internal static class AdminServices
{
    public static IServiceCollection AddAdmin(this IServiceCollection services) =>
        services.AddValidatedOptions<AdminOptions>("Admin").AddHostedService<AdminServer>();
}
