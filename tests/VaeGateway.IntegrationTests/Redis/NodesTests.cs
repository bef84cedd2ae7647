using System.Net;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Redis;

/// <summary>Gateways that share a Redis act as one.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private RedisServer _redis = null!;
    private TwoNodes _nodes = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _nodes = await TwoNodes.StartAsync(_redis.Address);
    }

    public async Task DisposeAsync()
    {
        await _nodes.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task A_purge_reaches_the_other_node_and_its_memory()
    {
        Serve("/page", "old", ("Surrogate-Key", "news"));
        await _nodes.First.GetAsync("/page");
        Assert.True((await _nodes.Second.GetAsync("/page")).IsHit);
        Serve("/page", "new", ("Surrogate-Key", "news"));

        var purge = await _nodes.Admin.PurgeAsync(new { tags = new[] { "news" } });

        Assert.Equal(HttpStatusCode.OK, purge.Status);
        await Eventually.GetAsync(() => _nodes.Second.GetAsync("/page"), reply => reply.Body.SequenceEqual("new"u8.ToArray()));
        Assert.Equal("new"u8.ToArray(), (await _nodes.First.GetAsync("/page")).Body);
        Assert.Equal(2, _nodes.Origin.RequestsTo("/page").Count);
    }

    [Fact]
    public async Task A_node_that_starts_later_knows_what_was_purged()
    {
        Serve("/page", "old");
        await _nodes.First.GetAsync("/page");
        await _nodes.Admin.PurgeAsync(new { urls = new[] { TwoNodes.UrlOf("/page") } });
        await using var third = await GatewayProcess.StartAsync(_nodes.Origin.Address, "--redis", _redis.Address);
        using var client = new PlainClient(third.Address) { Host = _nodes.First.Host };

        Assert.False((await client.GetAsync("/page")).IsHit);
        Assert.True((await _nodes.Second.GetAsync("/page")).IsHit);
    }

    [Fact]
    public async Task A_purge_without_redis_counts_here_at_once_and_elsewhere_when_redis_is_back()
    {
        Serve("/page", "old");
        await _nodes.First.GetAsync("/page");
        await _nodes.Second.GetAsync("/page");
        await _redis.KillAsync();

        var purge = await _nodes.Admin.PurgeAsync(new { urls = new[] { TwoNodes.UrlOf("/page") } });
        Serve("/page", "new");

        Assert.Equal(HttpStatusCode.Accepted, purge.Status);
        Assert.Equal("new"u8.ToArray(), (await _nodes.First.GetAsync("/page")).Body);
        Assert.Equal("old"u8.ToArray(), (await _nodes.Second.GetAsync("/page")).Body);

        await _redis.RestartAsync();
        await Eventually.GetAsync(() => _nodes.Second.GetAsync("/page"), reply => reply.Body.SequenceEqual("new"u8.ToArray()));
    }

    [Fact]
    public async Task What_a_redis_forgets_that_was_purged_does_not_come_back()
    {
        Serve("/page", "old");
        await _nodes.First.GetAsync("/page");
        await _nodes.Second.GetAsync("/page");
        await _nodes.Admin.PurgeAsync(new { urls = new[] { TwoNodes.UrlOf("/page") } });
        await Eventually.GetAsync(() => _redis.ExecuteAsync("HLEN", "vaegw:purges"), length => (int)length > 1);
        await _redis.KillAsync();
        await _redis.RestartAsync();

        // The nodes give their records back, so that the next purge has a number that counts.
        await Eventually.GetAsync(() => _redis.ExecuteAsync("HLEN", "vaegw:purges"), length => (int)length > 1);
        Serve("/page", "new");
        Assert.Equal("new"u8.ToArray(), (await _nodes.Second.GetAsync("/page")).Body);
    }

    [Fact]
    public async Task What_one_node_changes_the_other_forgets()
    {
        Serve("/page", "old");
        await _nodes.First.GetAsync("/page");
        Assert.True((await _nodes.Second.GetAsync("/page")).IsHit);
        Serve("/page", "new");

        await _nodes.First.SendAsync(HttpMethod.Post, "/page");

        await Eventually.GetAsync(() => _nodes.Second.GetAsync("/page"), reply => reply.Body.SequenceEqual("new"u8.ToArray()));
    }

    [Fact]
    public async Task Memory_goes_on_without_redis_and_is_confirmed_when_it_comes_back_empty()
    {
        Serve("/page", "a page", ("ETag", "\"a\""));
        await _nodes.First.GetAsync("/page");
        await _redis.KillAsync();
        for (var i = 0; i < 5; i++)
        {
            Assert.True((await _nodes.First.GetAsync("/page")).IsHit);
        }

        await _redis.RestartAsync();

        // Another node may have changed it meanwhile: the origin is asked once, and the rest are hits again.
        var confirmed = await Eventually.GetAsync(() => _nodes.First.GetAsync("/page"), reply => reply.CacheStatus.Contains("fwd=stale", StringComparison.Ordinal));
        Assert.Equal("a page"u8.ToArray(), confirmed.Body);
        Assert.True((await _nodes.First.GetAsync("/page")).IsHit);
        Assert.Equal(2, _nodes.Origin.RequestsTo("/page").Count);
    }

    [Fact]
    public async Task An_image_is_encoded_by_one_node()
    {
        const int Pictures = 6;
        for (var i = 0; i < Pictures; i++)
        {
            _nodes.Origin.Serve($"/{i}.png", Photo.Png(i), "image/png");
        }

        await Task.WhenAll(Enumerable.Range(0, Pictures).SelectMany(i => new[] { _nodes.First.GetAsync($"/{i}.png"), _nodes.Second.GetAsync($"/{i}.png") }));
        for (var i = 0; i < Pictures; i++)
        {
            await _nodes.First.GetHitAsync($"/{i}.png", "image/webp");
            await _nodes.Second.GetHitAsync($"/{i}.png", "image/webp");
        }

        var encodes = await _nodes.FirstGateway.SumOfAsync("vaegateway_encodes_total") + await _nodes.SecondGateway.SumOfAsync("vaegateway_encodes_total");
        Assert.Equal(Pictures, encodes);
    }

    private void Serve(string path, string body, params (string Name, string Value)[] headers) => _nodes.Origin.Map(
        path, Answers.Bytes(System.Text.Encoding.ASCII.GetBytes(body), "text/plain", [("Cache-Control", "max-age=600"), .. headers]));
}
