using Microsoft.Extensions.DependencyInjection;
using VaeGateway.Client;
using VaeGateway.Codec.Onnx;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Sdk;

/// <summary>An app that uses the client SDK, with nothing but its documented registration.</summary>
internal sealed class SdkClient : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly RequestLog _log = new();

    public SdkClient(Uri gateway, string cacheFolder, Action<LatentDecodingOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddHttpClient("images", client => client.BaseAddress = gateway)
            .ConfigurePrimaryHttpMessageHandler(PlainClient.NewHandler)
            .AddLatentDecoding(options =>
            {
                options.CacheFolder = cacheFolder;

                // The pixels that tests expect are the full decoder's, however slow the machine is.
                options.Decoder = DecoderChoice.Full;
                configure?.Invoke(options);
            })
            .AddHttpMessageHandler(() => new LoggingHandler(_log));
        _services = services.BuildServiceProvider();
        Http = _services.GetRequiredService<IHttpClientFactory>().CreateClient("images");
    }

    public HttpClient Http { get; }

    /// <summary>What was sent, as "METHOD path Accept".</summary>
    public IReadOnlyList<string> Sent => [.. _log];

    public async Task<Reply> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        return await Reply.ReadAsync(response);
    }

    public void Dispose()
    {
        Http.Dispose();
        _services.Dispose();
    }

    private sealed class RequestLog : System.Collections.Concurrent.ConcurrentQueue<string>;

    private sealed class LoggingHandler(RequestLog log) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            log.Enqueue($"{request.Method} {request.RequestUri!.PathAndQuery} {request.Headers.Accept}");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
