using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Telemetry;

/// <summary>A collector: a real server that takes OTLP over HTTP and keeps the spans.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedSpan> _spans = new();
    private readonly WebApplication _server;

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(Address.AbsoluteUri);
        _server = builder.Build();
        _server.Run(TakeAsync);
    }

    public Uri Address { get; } = FreePort.NextAddress();

    public IReadOnlyCollection<ReceivedSpan> Spans => _spans;

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver._server.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (context.Request.Path == "/v1/traces")
        {
            foreach (var span in ReceivedSpan.In(body.ToArray()))
            {
                _spans.Enqueue(span);
            }
        }

        context.Response.ContentType = "application/x-protobuf";
    }
}
