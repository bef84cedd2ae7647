using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using VaeGateway.Codec;
using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.Tests.Support;
using Yarp.ReverseProxy.Forwarder;

namespace VaeGateway.Gateway.Tests.Pipeline;

/// <summary>The whole gateway in memory, with a codec without networks and an origin without a socket.</summary>
internal sealed class GatewayHost(params (string Key, string Value)[] settings) : WebApplicationFactory<Program>
{
    private readonly string _modelFolder = ModelFolders.Create();

    public StubOrigin Origin { get; } = new();

    /// <summary>Fetches from the gateway without following anything.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, string? accept = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, accept, headers);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? accept = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in accept is null ? headers : [("Accept", accept), .. headers])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return CreateDefaultClient().SendAsync(request, CancellationToken.None);
    }

    /// <summary>Fetches an image and waits until it went through the encode queue.</summary>
    public async Task FillAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await response.Content.ReadAsByteArrayAsync();
        var key = new Gateway.HttpCaching.CacheKey($"http://localhost{path}");
        var queue = Services.GetRequiredService<EncodeQueue>();
        for (var i = 0; i < 500 && queue.Contains(key); i++)
        {
            await Task.Delay(20);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("VaeGateway:Origin:Address", "http://origin.test");
        builder.UseSetting("VaeGateway:Model:Folder", _modelFolder);
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<ILatentModel, BlockModel>();
            services.AddSingleton<IForwarderHttpClientFactory>(Origin);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_modelFolder))
        {
            Directory.Delete(_modelFolder, recursive: true);
        }
    }
}
