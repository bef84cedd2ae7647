using VaeGateway.Gateway.Admin;
using VaeGateway.Gateway.BrowserSdk;
using VaeGateway.Gateway.Configuration;
using VaeGateway.Gateway.Delivery;
using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.Health;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Models;
using VaeGateway.Gateway.Origin;
using VaeGateway.Gateway.Sites;
using VaeGateway.Gateway.Telemetry;

if (CommandLine.AsksForHelp(args))
{
    Console.Write(CommandLine.Help);
    return ExitCode.Success;
}

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Configuration.AddCommandLine(args, CommandLine.Switches);
var file = ConfigFile.AddTo(builder.Configuration, args);
builder.UseGatewayDefaults();
builder.Services
    .AddTelemetry(builder.Configuration)
    .AddHttpCaching()
    .AddModel()
    .AddBrowserSdk()
    .AddLatentStore(builder.Configuration)
    .AddEncoding()
    .AddSites(file)
    .AddOrigin(builder.Configuration)
    .AddDelivery()
    .AddAdmin();

await using var app = builder.Build();
if (!StartupCheck.Passes(app.Services, args))
{
    return ExitCode.BadConfiguration;
}

app.UseAccessLog();

// The gateway's own paths are literal routes, so they come before the catch-all of the proxy.
app.MapHealth();
app.MapMetrics();
app.MapModels();
app.MapBrowserSdk();
app.MapReverseProxy(proxy => proxy.UseResponseCache());
app.MapUnknownHosts();

return await app.RunToEndAsync();
