using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Redis;

/// <summary>A Redis Cluster of three, made by <c>redis-cli</c>.</summary>
internal sealed class RedisCluster : IAsyncDisposable
{
    private readonly List<RedisServer> _servers = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("cluster").FullName;

    public IReadOnlyList<RedisServer> Servers => _servers;

    public string Address => string.Join(',', _servers.Select(server => server.Address));

    public static async Task<RedisCluster> StartAsync()
    {
        var cluster = new RedisCluster();
        for (var i = 0; i < 3; i++)
        {
            cluster._servers.Add(await RedisServer.StartAsync(
                "--cluster-enabled", "yes", "--cluster-config-file", Path.Combine(cluster._folder, $"{i}.conf"), "--cluster-port", $"{FreePort.Next()}", "--cluster-node-timeout", "2000"));
        }

        await using var create = new ChildProcess("redis-cli", ["--cluster", "create", .. cluster._servers.Select(server => server.Address), "--cluster-yes"]);
        Assert.True(await create.WaitForExitAsync(TimeSpan.FromSeconds(60)) == 0, create.Output);
        await Eventually.GetAsync(
            async () => (await cluster._servers[0].ExecuteAsync("CLUSTER", "INFO")).ToString(), info => info.Contains("cluster_state:ok", StringComparison.Ordinal));
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
