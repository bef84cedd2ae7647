using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace VaeGateway.IntegrationTests.Hosting;

/// <summary>A site behind a gateway: a real server on a free port that answers as a test tells it to, and remembers what it was asked.</summary>
public sealed class TestOrigin : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, RequestDelegate> _routes = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly IPAddress _listenTo;
    private WebApplication? _server;

    private TestOrigin(IPAddress listenTo) => _listenTo = listenTo;

    public Uri Address { get; } = FreePort.NextAddress();

    /// <summary>Answers what no route is for; 404 unless set.</summary>
    public RequestDelegate Fallback { get; set; } = Answers.NotFound;

    /// <param name="listenTo">Where to listen besides; null for this machine alone.</param>
    public static async Task<TestOrigin> StartAsync(IPAddress? listenTo = null)
    {
        var origin = new TestOrigin(listenTo ?? IPAddress.Loopback);
        await origin.ListenAsync();
        return origin;
    }

    /// <summary>Sets how a path is answered, whatever its query and method.</summary>
    public void Map(string path, RequestDelegate answer) => _routes[path] = answer;

    /// <summary>Answers a path with bytes that may be cached for ten minutes.</summary>
    public void Serve(string path, byte[] body, string contentType) =>
        Map(path, Answers.Bytes(body, contentType, ("Cache-Control", "max-age=600")));

    public IReadOnlyList<RecordedRequest> RequestsTo(string path) => [.. _requests.Where(request => request.Path == path)];

    public async Task ListenAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://{_listenTo}:{Address.Port}");
        _server = builder.Build();
        _server.UseWebSockets();
        _server.Run(AnswerAsync);
        await _server.StartAsync();
    }

    /// <summary>Goes off the network; <see cref="ListenAsync"/> brings it back at the same address.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _server, null) is { } server)
        {
            using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
            await server.StopAsync(atOnce.Token);
            await server.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private Task AnswerAsync(HttpContext context)
    {
        _requests.Enqueue(RecordedRequest.Of(context.Request));
        return _routes.GetValueOrDefault(context.Request.Path, Fallback)(context);
    }
}
