#:sdk Microsoft.NET.Sdk.Web
#:package Yarp.ReverseProxy
#:property PublishAot=false

// The plain proxy that the gateway is measured against: YARP as it comes, without a cache.
// dotnet run benchmarks/load/yarp.cs -- ORIGIN URL

using Yarp.ReverseProxy.Configuration;

if (args is not [var origin, var url])
{
    Console.Error.WriteLine("usage: dotnet run yarp.cs -- ORIGIN URL");
    return 2;
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls(url);
builder.Services.AddReverseProxy().LoadFromMemory(
    [new RouteConfig { RouteId = "all", ClusterId = "origin", Match = new RouteMatch { Path = "/{**rest}" } }],
    [new ClusterConfig { ClusterId = "origin", Destinations = new Dictionary<string, DestinationConfig> { ["origin"] = new() { Address = origin } } }]);
var app = builder.Build();
app.MapReverseProxy();
await app.RunAsync();
return 0;
