using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Redis;

/// <summary>A gateway that keeps its latents in a Redis of its own, and nothing in memory.</summary>
public sealed class RedisSite : IAsyncLifetime
{
    public RedisServer Redis { get; private set; } = null!;

    public TestOrigin Origin { get; private set; } = null!;

    public GatewayProcess Gateway { get; private set; } = null!;

    public PlainClient Client => Gateway.Client;

    public async Task InitializeAsync()
    {
        Redis = await RedisServer.StartAsync();
        Origin = await TestOrigin.StartAsync();
        Gateway = await GatewayProcess.StartAsync(Origin.Address, "--redis", Redis.Address, "--VaeGateway:LatentStore:MemoryBytes", "0");
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Origin.DisposeAsync();
        await Redis.DisposeAsync();
    }
}
