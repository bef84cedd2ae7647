using System.Net.WebSockets;
using System.Text;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Caching;

/// <summary>A connection that leaves HTTP passes through the cache.</summary>
[Collection(Site.Collection)]
public sealed class WebSocketTests(Site site)
{
    [Fact]
    public async Task Messages_go_both_ways()
    {
        site.Origin.Map("/socket", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[100];
            var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
            await socket.SendAsync(buffer.AsMemory(0, received.Count), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        });
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new UriBuilder(site.Gateway.Address) { Scheme = "ws", Path = "/socket" }.Uri, CancellationToken.None);
        await client.SendAsync(Encoding.ASCII.GetBytes("hello"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

        var buffer = new byte[100];
        var echo = await client.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal("hello", Encoding.ASCII.GetString(buffer, 0, echo.Count));
    }
}
