using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VaeGateway.Codec;

namespace VaeGateway.Client.Tests.Support;

/// <summary>A gateway behind a real socket, which sends a latent as slowly, and as badly, as a test wishes.</summary>
internal sealed class SocketGateway : IAsyncDisposable
{
    public const string Ordinary = "ordinary";

    private readonly ConcurrentQueue<bool> _asked = new();
    private readonly TaskCompletionSource _abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _app;

    private SocketGateway(Func<HttpContext, Task> sendLatent)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(context => AnswerAsync(context, sendLatent));
    }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Whether each request asked for a latent.</summary>
    public IReadOnlyList<bool> Asked => [.. _asked];

    /// <summary>Ends when a client goes away before its answer is complete.</summary>
    public Task Abandoned => _abandoned.Task;

    public static async Task<SocketGateway> StartAsync(Func<HttpContext, Task> sendLatent)
    {
        var gateway = new SocketGateway(sendLatent);
        await gateway._app.StartAsync();
        return gateway;
    }

    /// <summary>Sends bytes and makes sure that they leave.</summary>
    public static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, Func<HttpContext, Task> sendLatent)
    {
        var asksForLatent = context.Request.Headers.Accept.ToString().Contains(LatentFormat.MediaType, StringComparison.Ordinal);
        _asked.Enqueue(asksForLatent);
        if (!asksForLatent)
        {
            context.Response.ContentType = "image/webp";
            await context.Response.WriteAsync(Ordinary);
            return;
        }

        using var registration = context.RequestAborted.Register(_abandoned.SetResult);
        context.Response.ContentType = $"{LatentFormat.MediaType}; model=\"{TrainedModel.Id}\"";
        await sendLatent(context);
    }
}
