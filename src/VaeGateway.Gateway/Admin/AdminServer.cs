using Microsoft.Extensions.Options;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Purging;
using VaeGateway.Gateway.Sites;
using Yarp.ReverseProxy;

namespace VaeGateway.Gateway.Admin;

/// <summary>A server of its own for operators, so that no path on the site's port can ever reach it.</summary>
internal sealed class AdminServer(IOptions<AdminOptions> options, IPurges purges, PurgeLog log, ILatentStore store, SiteRegistry sites, IProxyStateLookup proxy, ILoggerFactory loggers) : IHostedService
{
    private WebApplication? _server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Addresses is not { Length: > 0 } addresses)
        {
            return;
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(addresses);
        builder.Services.AddSingleton(loggers).AddRoutingCore().AddProblemDetails();
        builder.Services.AddSingleton(options).AddSingleton(purges).AddSingleton(log).AddSingleton(store).AddSingleton(sites).AddSingleton(proxy);
        _server = builder.Build();
        _server.UseMiddleware<KeyCheck>();
        _server.MapAdmin();
        await _server.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_server is { } server)
        {
            await server.StopAsync(cancellationToken);
            await server.DisposeAsync();
        }
    }
}
