using System.Net.Sockets;
using StackExchange.Redis;

namespace VaeGateway.IntegrationTests.Hosting;

/// <summary>A real <c>redis-server</c> that keeps nothing on disk. It can be killed and started again at the same port.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly string[] _settings;
    private ChildProcess? _process;

    private RedisServer(string[] settings) => _settings = settings;

    public int Port { get; } = FreePort.Next();

    /// <summary>HOST:PORT.</summary>
    public string Address => $"127.0.0.1:{Port}";

    /// <summary>A server that is not there yet.</summary>
    public static RedisServer NotStarted() => new([]);

    /// <summary>Starts a server.</summary>
    /// <param name="settings">Further arguments.</param>
    public static async Task<RedisServer> StartAsync(params string[] settings)
    {
        var server = new RedisServer(settings);
        await server.RestartAsync();
        return server;
    }

    public async Task RestartAsync()
    {
        _process = new ChildProcess(
            "redis-server",
            ["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", Path.GetTempPath(), .. _settings]);
        await Eventually.GetAsync(AnswersAsync, answers => answers || _process.HasExited);
        Assert.False(_process.HasExited, _process.Output);
    }

    public async Task KillAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is { } process)
        {
            await process.DisposeAsync();
        }
    }

    /// <summary>Stops answering without closing a connection, as a server does that is overloaded or swapping.</summary>
    public Task FreezeAsync() => _process!.SignalAsync("STOP");

    /// <summary>Goes on after <see cref="FreezeAsync"/>.</summary>
    public Task ThawAsync() => _process!.SignalAsync("CONT");

    /// <summary>Runs one command.</summary>
    public async Task<RedisResult> ExecuteAsync(string command, params object[] arguments)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync($"{Address},allowAdmin=true");
        return await redis.GetServers()[0].ExecuteAsync(command, arguments);
    }

    /// <summary>Forgets every entry.</summary>
    public async Task ClearAsync()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(Address);
        await redis.GetDatabase().KeyDeleteAsync(Keys(redis));
    }

    /// <summary>Changes every entry behind the gateway's back.</summary>
    /// <returns>How many were changed.</returns>
    public async Task<int> RewriteAllAsync(Func<byte[], byte[]> rewrite)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(Address);
        var (database, keys) = (redis.GetDatabase(), Keys(redis));
        foreach (var key in keys)
        {
            byte[] value = (await database.StringGetAsync(key))!;
            await database.StringSetAsync(key, rewrite(value), Expiration.KeepTtl);
        }

        return keys.Length;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private static RedisKey[] Keys(ConnectionMultiplexer redis) => [.. redis.GetServers()[0].Keys()];

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
