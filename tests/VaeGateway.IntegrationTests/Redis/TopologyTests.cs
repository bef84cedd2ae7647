using System.Net;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Redis;

/// <summary>More than one Redis: a cluster, and a replica that takes over.</summary>
public sealed class TopologyTests
{
    private const int Pages = 30;

    [Fact]
    public async Task In_a_cluster_nodes_share_entries_encodes_and_purges()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var nodes = await TwoNodes.StartAsync(cluster.Address);
        nodes.Origin.Serve("/photo.png", Photo.Png(5), "image/png");
        var latent = await nodes.First.GetHitAsync("/photo.png", nodes.FirstGateway.AcceptLatent);
        Assert.Equal(latent.Body, (await nodes.Second.GetHitAsync("/photo.png", nodes.FirstGateway.AcceptLatent)).Body);
        for (var i = 0; i < Pages; i++)
        {
            nodes.Origin.Serve($"/{i}", "a page"u8.ToArray(), "text/plain");
            await nodes.First.GetAsync($"/{i}");
            Assert.True((await nodes.Second.GetAsync($"/{i}")).IsHit);
        }

        Assert.All(await Task.WhenAll(cluster.Servers.Select(server => server.ExecuteAsync("DBSIZE"))), size => Assert.NotEqual(0, (int)size));

        Assert.Equal(HttpStatusCode.OK, (await nodes.Admin.PurgeAsync(new { everything = true })).Status);
        await Eventually.GetAsync(() => nodes.Second.GetAsync("/0"), reply => !reply.IsHit);
        Assert.False((await nodes.First.GetAsync("/1")).IsHit);
        Assert.Equal(1, await nodes.FirstGateway.SumOfAsync("vaegateway_encodes_total") + await nodes.SecondGateway.SumOfAsync("vaegateway_encodes_total"));
    }

    [Fact]
    public async Task When_a_replica_is_promoted_no_request_fails_and_entries_are_kept_again()
    {
        await using var primary = await RedisServer.StartAsync();
        await using var replica = await RedisServer.StartAsync("--replicaof", "127.0.0.1", $"{primary.Port}");
        await Eventually.GetAsync(() => replica.ExecuteAsync("ROLE"), role => role[3].ToString() == "connected");
        await using var nodes = await TwoNodes.StartAsync($"{primary.Address},{replica.Address}");
        nodes.Origin.Serve("/before", "a page"u8.ToArray(), "text/plain");
        await nodes.First.GetAsync("/before");
        await Eventually.GetAsync(() => replica.ExecuteAsync("DBSIZE"), size => (int)size > 0);

        await primary.KillAsync();
        for (var i = 0; i < Pages; i++)
        {
            nodes.Origin.Serve($"/{i}", "a page"u8.ToArray(), "text/plain");
            Assert.Equal(HttpStatusCode.OK, (await nodes.First.GetAsync($"/{i}")).Status);
            if (i == Pages / 2)
            {
                await replica.ExecuteAsync("REPLICAOF", "NO", "ONE");
            }
        }

        // What the second finds that only the first was asked for can only come from the new primary.
        var asked = 0;
        await Eventually.GetAsync(
            async () =>
            {
                var path = $"/after/{asked++}";
                nodes.Origin.Serve(path, "a page"u8.ToArray(), "text/plain");
                await nodes.First.GetAsync(path);
                return await nodes.Second.GetAsync(path);
            },
            reply => reply.IsHit);
        Assert.True((await nodes.Second.GetAsync("/before")).IsHit);
        Assert.Equal(HttpStatusCode.OK, (await nodes.Admin.PurgeAsync(new { everything = true })).Status);
    }
}
