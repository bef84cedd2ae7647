using System.Net;
using System.Text;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Redis;

public sealed class MemoryLimitTests
{
    private const int Pages = 150;
    private const int PageBytes = 100_000;
    private const int LimitBytes = 6 << 20;

    [Fact]
    public async Task A_full_redis_drops_what_was_used_longest_ago_and_never_the_purges()
    {
        await using var redis = await RedisServer.StartAsync("--maxmemory", $"{LimitBytes}", "--maxmemory-policy", "volatile-lru");
        await using var origin = await TestOrigin.StartAsync();
        using var admin = new AdminClient();
        await using var gateway = await GatewayProcess.StartAsync(
            origin.Address, ["--redis", redis.Address, "--VaeGateway:LatentStore:MemoryBytes", "0", "--VaeGateway:LatentStore:RedisTimeout", "00:00:02", .. admin.Arguments]);
        origin.Fallback = Answers.Bytes(Encoding.ASCII.GetBytes(new string('x', PageBytes)), "text/plain", ("Cache-Control", "max-age=600"));
        await admin.PurgeAsync(new { tags = new[] { "kept" } });

        for (var i = 0; i < Pages; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync($"/{i}")).Status);
        }

        Assert.False((await gateway.Client.GetAsync("/0")).IsHit);
        Assert.True((await gateway.Client.GetAsync($"/{Pages - 1}")).IsHit);
        Assert.Equal(1, (int)await redis.ExecuteAsync("HEXISTS", "vaegw:purges", "Tag:kept"));
        var memory = (await redis.ExecuteAsync("INFO", "memory")).ToString();
        var used = long.Parse(memory.Split("used_memory:")[1].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(used, 1, LimitBytes + (2 * PageBytes));
    }
}
