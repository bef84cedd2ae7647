using VaeGateway.Gateway.Tests.Support;

namespace VaeGateway.Gateway.Tests.Pipeline;

public sealed class OverloadTests
{
    [Fact]
    public async Task Images_beyond_the_capture_memory_are_served_all_the_same()
    {
        using var gateway = new GatewayHost(("VaeGateway:Origin:MaxCaptureMemory", "1024"));
        gateway.Origin.Answer = _ => StubOrigin.Image(TestImages.EasyPng);
        for (var i = 0; i < 3; i++)
        {
            using var response = await gateway.GetAsync("/a.png");
            Assert.Equal(TestImages.EasyPng, await response.Content.ReadAsByteArrayAsync());
            Assert.Equal("VaeGateway; fwd=uri-miss; detail=memory", string.Join(", ", response.Headers.GetValues("Cache-Status")));
        }
    }

    [Fact]
    public async Task A_dead_redis_means_misses_and_no_waiting()
    {
        // Port 1 on this machine: nobody listens there.
        using var gateway = new GatewayHost(("VaeGateway:LatentStore:Redis", "127.0.0.1:1"), ("VaeGateway:LatentStore:MemoryBytes", "0"));
        gateway.Origin.Answer = _ => StubOrigin.Image(TestImages.EasyPng);
        await gateway.FillAsync("/a.png");
        var started = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 20; i++)
        {
            using var response = await gateway.GetAsync("/a.png");
            Assert.Equal(TestImages.EasyPng, await response.Content.ReadAsByteArrayAsync());
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        var ready = await (await gateway.GetAsync("/health/ready")).Content.ReadAsStringAsync();
        Assert.Contains("\"reachable\":false", ready, StringComparison.Ordinal);
    }
}
