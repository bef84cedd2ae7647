using System.Diagnostics;
using System.Net;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Resilience;

/// <summary>A Redis that hangs or comes and goes costs little time and no answer.</summary>
public sealed class SlowRedisTests : IAsyncLifetime
{
    /// <summary>What a request may wait for Redis before it goes on, and what a busy test machine adds.</summary>
    private static readonly TimeSpan MostDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Allowance = TimeSpan.FromMilliseconds(150);

    private RedisServer _redis = null!;
    private TestOrigin _origin = null!;
    private GatewayProcess _gateway = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _origin = await TestOrigin.StartAsync();
        _gateway = await GatewayProcess.StartAsync(_origin.Address, "--redis", _redis.Address, "--VaeGateway:LatentStore:MemoryBytes", "0");
        _origin.Fallback = Answers.Bytes("a page"u8.ToArray(), "text/plain", ("Cache-Control", "max-age=600"));
        await _gateway.Client.GetAsync("/warm");
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _origin.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task A_redis_that_hangs_delays_the_head_of_an_answer_by_little_and_comes_back_by_itself()
    {
        await _redis.FreezeAsync();
        List<TimeSpan> waits = [];
        for (var i = 0; i < 20; i++)
        {
            var clock = Stopwatch.StartNew();
            using var response = await _gateway.Client.Http.GetAsync($"/hung/{i}", HttpCompletionOption.ResponseHeadersRead);
            waits.Add(clock.Elapsed);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        await _redis.ThawAsync();

        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, MostDelay + Allowance));
        Assert.InRange(waits.Order().ElementAt(waits.Count / 2), TimeSpan.Zero, MostDelay);
        await AssertRecoversAsync("/hung/0");
    }

    [Fact]
    public async Task A_redis_that_comes_and_goes_fails_no_request()
    {
        for (var i = 0; i < 4; i++)
        {
            await _redis.KillAsync();
            await AssertAnswersAsync(10);
            await _redis.RestartAsync();
            await AssertAnswersAsync(10);
        }

        await AssertRecoversAsync("/flapping");
    }

    private async Task AssertAnswersAsync(int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await _gateway.Client.GetAsync($"/flapping/{i}")).Status);
        }
    }

    private async Task AssertRecoversAsync(string path) => await Eventually.GetAsync(() => _gateway.Client.GetAsync(path), reply => reply.IsHit);
}
