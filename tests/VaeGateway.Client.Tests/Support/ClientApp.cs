using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Client.Tests.Support;

/// <summary>An app with one HTTP client that decodes latents, and a cache folder of its own.</summary>
internal sealed class ClientApp : IDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="configure">Changes the options.</param>
    /// <param name="address">A gateway with sockets; without it the app speaks to <see cref="Gateway"/>.</param>
    /// <param name="servedModel">The model folder that <see cref="Gateway"/> serves; the trained model's unless given.</param>
    public ClientApp(Action<LatentDecodingOptions>? configure = null, Uri? address = null, string? servedModel = null)
    {
        Gateway = new FakeGateway(servedModel ?? TrainedModel.Folder);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLogging(logging => logging.AddProvider(Log));
        services.AddHttpClient("images", client => client.BaseAddress = address ?? new Uri("http://gateway.test"))
            .ConfigurePrimaryHttpMessageHandler(() => address is null ? Gateway : new SocketsHttpHandler())
            .AddLatentDecoding(options =>
            {
                options.CacheFolder = CacheFolder;

                // The pixels that tests expect are the full decoder's, however slow the machine is.
                options.Decoder = DecoderChoice.Full;
                configure?.Invoke(options);
            });
        _services = services.BuildServiceProvider();
        Http = _services.GetRequiredService<IHttpClientFactory>().CreateClient("images");
    }

    public FakeTimeProvider Clock { get; } = new();

    public FakeGateway Gateway { get; }

    public LogLines Log { get; } = new();

    public HttpClient Http { get; }

    public string CacheFolder { get; } = Directory.CreateTempSubdirectory("models").FullName;

    /// <summary>Fetches and returns the media type and the bytes that the app sees.</summary>
    public async Task<(string? MediaType, byte[] Body)> GetAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        return (response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Fetches what is text, so that results can be compared.</summary>
    public async Task<(string? MediaType, string Body)> GetTextAsync(string path)
    {
        var (mediaType, body) = await GetAsync(path);
        return (mediaType, Encoding.UTF8.GetString(body));
    }

    public void Dispose()
    {
        Http.Dispose();
        _services.Dispose();
        Directory.Delete(CacheFolder, recursive: true);
    }
}
