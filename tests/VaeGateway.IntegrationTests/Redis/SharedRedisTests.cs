using System.Text.Json;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Redis;

public sealed class SharedRedisTests(RedisSite site) : IClassFixture<RedisSite>
{
    private const string Host = "pictures.test";

    [Fact]
    public async Task A_second_gateway_answers_from_what_the_first_stored_without_the_origin()
    {
        site.Origin.Serve("/shared.png", Photo.Png(70), "image/png");
        using var first = new PlainClient(site.Gateway.Address) { Host = Host };
        var stored = await first.GetHitAsync("/shared.png", site.Gateway.AcceptLatent);

        // Its origin does not exist: what it answers can only come from Redis.
        await using var gateway = await GatewayProcess.StartAsync(FreePort.NextAddress(), "--redis", site.Redis.Address);
        using var second = new PlainClient(gateway.Address) { Host = Host };
        var latent = await second.GetAsync("/shared.png", gateway.AcceptLatent);
        var webp = await second.GetAsync("/shared.png", "image/webp");

        Assert.True(latent.IsHit, latent.ToString());
        Assert.Equal(stored.Body, latent.Body);
        Assert.Equal(stored.EntityTag, latent.EntityTag);
        Assert.Equal((await first.GetAsync("/shared.png", "image/webp")).Body, webp.Body);
    }

    [Fact]
    public async Task Readiness_names_redis_and_its_state()
    {
        using var report = JsonDocument.Parse((await site.Client.GetAsync("/health/ready")).Body);

        var store = report.RootElement.GetProperty("store");
        Assert.Equal("redis", store.GetProperty("kind").GetString());
        Assert.True(store.GetProperty("reachable").GetBoolean());
    }
}
