using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>The connection to Redis. It is made behind the start of the gateway, and again by itself whenever it breaks.</summary>
internal sealed class RedisConnection(IOptions<LatentStoreOptions> options, ILogger<RedisConnection> logger)
    : IHostedService, IAsyncDisposable
{
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(1);

    /// <summary>How often the roles of the servers are looked at, since a replica that is promoted does not say so.</summary>
    private static readonly TimeSpan RoleCheckInterval = TimeSpan.FromSeconds(2);

    private Task<ConnectionMultiplexer>? _connecting;
    private long _breaks;

    /// <summary>The database, or null as long as no connection was ever tried.</summary>
    public IDatabase? Database => _connecting is { IsCompletedSuccessfully: true } done ? done.Result.GetDatabase() : null;

    /// <summary>For messages between nodes; null as long as no connection was ever tried.</summary>
    public ISubscriber? Subscriber => _connecting is { IsCompletedSuccessfully: true } done ? done.Result.GetSubscriber() : null;

    /// <summary>How often a connection broke.</summary>
    public long Breaks => Interlocked.Read(ref _breaks);

    public bool IsConnected => _connecting is { IsCompletedSuccessfully: true } done && done.Result.IsConnected;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _connecting = ConnectAsync();
        await Task.WhenAny(_connecting, Task.Delay(ConnectTimeout, cancellationToken));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_connecting is { IsCompletedSuccessfully: true } done)
        {
            await done.Result.DisposeAsync();
        }
    }

    private async Task<ConnectionMultiplexer> ConnectAsync()
    {
        var configuration = ConfigurationOptions.Parse(options.Value.Redis);
        configuration.AbortOnConnectFail = false;
        configuration.BacklogPolicy = BacklogPolicy.FailFast;
        configuration.ConnectTimeout = (int)ConnectTimeout.TotalMilliseconds;
        configuration.ReconnectRetryPolicy = new LinearRetry((int)ConnectTimeout.TotalMilliseconds);
        configuration.ConfigCheckSeconds = (int)RoleCheckInterval.TotalSeconds;
        configuration.HeartbeatInterval = ConnectTimeout / 2;
        var multiplexer = await ConnectionMultiplexer.ConnectAsync(configuration);
        multiplexer.ConnectionFailed += (_, e) =>
        {
            Interlocked.Increment(ref _breaks);
            logger.RedisLost(e.EndPoint, e.FailureType);
        };
        multiplexer.ConnectionRestored += (_, e) => logger.RedisBack(e.EndPoint);
        if (!multiplexer.IsConnected)
        {
            logger.RedisUnreachable(options.Value.Redis);
        }

        return multiplexer;
    }
}
