namespace VaeGateway.Gateway.Purging;

/// <summary>Registers purging, for one node or for many.</summary>
internal static class PurgeServices
{
    public static IServiceCollection AddLocalPurging(this IServiceCollection services) =>
        services.AddSingleton<PurgeLog>().AddSingleton<IPurges, LocalPurges>();

    public static IServiceCollection AddSharedPurging(this IServiceCollection services) =>
        services.AddSingleton<PurgeLog>().AddSingleton<RedisPurges>().AddSingleton<IPurges>(provider => provider.GetRequiredService<RedisPurges>());
}
