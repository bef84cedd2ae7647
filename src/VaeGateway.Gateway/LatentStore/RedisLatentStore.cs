using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.Telemetry;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>Keeps entries in Redis. A dead, slow or damaged Redis means misses, never errors.</summary>
/// <remarks>Keys are <c>prefix:revision:hash</c>, the hash being SHA-256 of the canonical key in hexadecimal.</remarks>
internal sealed class RedisLatentStore(
    RedisConnection connection,
    IOptions<LatentStoreOptions> options,
    GatewayMetrics metrics,
    TimeProvider clock,
    ILogger<RedisLatentStore> logger) : ILatentStore
{
    private readonly LatentStoreOptions _options = options.Value;
    private readonly RedisCircuit _circuit = new(options.Value.RedisFailuresBeforePause, options.Value.RedisPause, clock);

    public StoreStatus Status => new("redis", connection.IsConnected && _circuit.IsClosed);

    public async ValueTask<StoredEntry?> GetAsync(CacheKey key, CancellationToken cancellation)
    {
        var value = RedisValue.Null;
        await TryAsync("get", async database => value = await database.StringGetAsync(Name(key)), cancellation);
        if ((byte[]?)value is not { } bytes)
        {
            return null;
        }

        if (StoredEntryFormat.TryRead(bytes, out var entry))
        {
            return entry;
        }

        metrics.StoreFailed("read");
        logger.EntryUnreadable(key.Canonical, bytes.Length);
        return null;
    }

    public async ValueTask<bool> SetAsync(CacheKey key, StoredEntry entry, TimeSpan lifetime, CancellationToken cancellation)
    {
        if (lifetime <= TimeSpan.Zero || entry.SizeBytes > _options.RedisMaxEntryBytes)
        {
            return false;
        }

        RedisValue value = StoredEntryFormat.Write(entry);
        return await TryAsync("set", database => database.StringSetAsync(Name(key), value, lifetime, When.Always), cancellation);
    }

    public async ValueTask RemoveAsync(CacheKey key, CancellationToken cancellation) =>
        await TryAsync("remove", database => database.KeyDeleteAsync(Name(key)), cancellation);

    private RedisKey Name(CacheKey key)
    {
        var hash = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key.Canonical));
        return $"{_options.RedisKeyPrefix}:{StoredEntryFormat.Revision}:{Convert.ToHexStringLower(hash)}";
    }

    private async Task<bool> TryAsync(string operation, Func<IDatabase, Task> action, CancellationToken cancellation)
    {
        if (!_circuit.Allows())
        {
            return false;
        }

        try
        {
            var database = connection.Database ?? throw new TimeoutException("Redis is not connected yet.");
            await action(database).WaitAsync(_options.RedisTimeout, clock, cancellation);
            if (_circuit.Succeeded())
            {
                logger.RedisResumed();
            }

            return true;
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            metrics.StoreFailed(operation);
            if (_circuit.Failed())
            {
                logger.RedisPaused(e, _options.RedisPause);
            }
            else
            {
                logger.RedisFailed(e, operation);
            }

            return false;
        }
    }
}
