using System.Net;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Redis;

/// <summary>A dead Redis costs misses, never a picture.</summary>
public sealed class RedisOutageTests
{
    private const int Pictures = 4;
    private const int Requests = 60;

    [Fact]
    public async Task Redis_killed_amid_requests_costs_no_picture_and_hits_come_back_with_it()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var origin = await OriginWithPicturesAsync();
        await using var gateway = await GatewayProcess.StartAsync(origin.Address, "--redis", redis.Address, "--VaeGateway:LatentStore:MemoryBytes", "0");
        for (var i = 0; i < Pictures; i++)
        {
            await gateway.Client.GetHitAsync(PathOf(i), "image/webp");
        }

        var replies = new List<Reply>();
        for (var i = 0; i < Requests; i++)
        {
            if (i == Requests / 3)
            {
                await redis.KillAsync();
            }

            replies.Add(await gateway.Client.GetAsync(PathOf(i), "image/webp"));
        }

        Assert.All(replies.Take(Requests / 3), reply => Assert.True(reply.IsHit, reply.ToString()));
        Assert.All(replies, (reply, i) => AssertShows(i, reply));
        Assert.Contains(replies, reply => !reply.IsHit);
        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/health/ready")).Status);

        await redis.RestartAsync();
        for (var i = 0; i < Pictures; i++)
        {
            AssertShows(i, await gateway.Client.GetHitAsync(PathOf(i), "image/webp"));
        }
    }

    [Fact]
    public async Task Redis_that_was_never_there_costs_only_hits_until_it_comes()
    {
        await using var redis = RedisServer.NotStarted();
        await using var origin = await OriginWithPicturesAsync();
        await using var gateway = await GatewayProcess.StartAsync(origin.Address, "--redis", redis.Address, "--VaeGateway:LatentStore:MemoryBytes", "0");

        for (var i = 0; i < 2 * Pictures; i++)
        {
            var reply = await gateway.Client.GetAsync(PathOf(i), "image/webp");
            Assert.False(reply.IsHit);
            AssertShows(i, reply);
        }

        await redis.RestartAsync();
        AssertShows(0, await gateway.Client.GetHitAsync(PathOf(0), "image/webp"));
    }

    private static async Task<TestOrigin> OriginWithPicturesAsync()
    {
        var origin = await TestOrigin.StartAsync();
        for (var i = 0; i < Pictures; i++)
        {
            origin.Serve(PathOf(i), Photo.Png(i), "image/png");
        }

        return origin;
    }

    private static string PathOf(int request) => $"/{request % Pictures}.png";

    private static void AssertShows(int request, Reply reply)
    {
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.True(Pixels.Psnr(Photo.Create(request % Pictures), Pixels.Of(reply.Body)) > 25, reply.ToString());
    }
}
