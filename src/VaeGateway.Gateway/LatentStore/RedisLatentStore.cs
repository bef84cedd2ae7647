using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.Telemetry;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>Keeps entries in Redis. A dead, slow or damaged Redis means misses, never errors.</summary>
/// <remarks>
/// An entry lies under <c>prefix:revision:{hash}</c>, the lease to encode it under <c>prefix:lease:{hash}</c>, the hash being SHA-256 of the
/// canonical key in hexadecimal. The braces put both on the same node of a cluster.
/// </remarks>
internal sealed class RedisLatentStore(
    RedisConnection connection,
    IOptions<LatentStoreOptions> options,
    GatewayMetrics metrics,
    TimeProvider clock,
    ILogger<RedisLatentStore> logger)
{
    // KEYS: entry, lease. ARGV: checksum of the entry as it was read, its place and length, lease token or nothing, the new entry, milliseconds to live.
    private const string Replace = """
        local first, last = tonumber(ARGV[2]), tonumber(ARGV[2]) + tonumber(ARGV[3]) - 1
        if redis.call('GETRANGE', KEYS[1], first, last) ~= ARGV[1] then return 0 end
        if ARGV[4] ~= '' and redis.call('GET', KEYS[2]) ~= ARGV[4] then return 0 end
        redis.call('SET', KEYS[1], ARGV[5], 'PX', ARGV[6])
        return 1
        """;

    // KEYS: lease. ARGV: lease token.
    private const string Release = "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end";

    private readonly LatentStoreOptions _options = options.Value;
    private readonly RedisCircuit _circuit = new(options.Value.RedisFailuresBeforePause, options.Value.RedisPause, clock);

    /// <summary>Whether it answers at the moment.</summary>
    public bool IsReachable => connection.IsConnected && _circuit.IsClosed;

    /// <summary>Whether the entry is small enough to be kept here.</summary>
    public bool Fits(StoredEntry entry) => entry.SizeBytes <= _options.RedisMaxEntryBytes;

    /// <summary>The entry under a key, and whether Redis has answered at all.</summary>
    public async ValueTask<(bool IsAnswered, StoredEntry? Entry)> ReadAsync(CacheKey key, CancellationToken cancellation)
    {
        var value = RedisValue.Null;
        var isAnswered = await TryAsync("get", async database => value = await database.StringGetAsync(EntryName(key)), cancellation);
        if ((byte[]?)value is not { } bytes)
        {
            return (isAnswered, null);
        }

        if (StoredEntryFormat.TryRead(bytes, out var entry))
        {
            return (true, entry);
        }

        metrics.StoreFailed("read");
        logger.EntryUnreadable(key.Canonical, bytes.Length);
        return (true, null);
    }

    /// <inheritdoc cref="ILatentStore.SetAsync"/>
    public async ValueTask<bool> SetAsync(CacheKey key, StoredEntry entry, TimeSpan lifetime, CancellationToken cancellation)
    {
        if (lifetime <= TimeSpan.Zero || !Fits(entry))
        {
            return false;
        }

        RedisValue value = StoredEntryFormat.Write(entry);
        return await TryAsync("set", database => database.StringSetAsync(EntryName(key), value, lifetime, When.Always), cancellation);
    }

    /// <inheritdoc cref="ILatentStore.ReplaceAsync"/>
    public async ValueTask<Replacement> ReplaceAsync(CacheKey key, StoredEntry seen, StoredEntry next, TimeSpan lifetime, EncodeLease lease)
    {
        var checksum = StoredEntryFormat.Write(seen).AsMemory(StoredEntryFormat.ChecksumOffset, StoredEntryFormat.ChecksumBytes);
        RedisValue[] values =
        [
            checksum, StoredEntryFormat.ChecksumOffset, StoredEntryFormat.ChecksumBytes,
            lease.Token, StoredEntryFormat.Write(next), (long)lifetime.TotalMilliseconds,
        ];
        var isDone = false;
        var isAnswered = await TryAsync(
            "replace", async database => isDone = (bool)await database.ScriptEvaluateAsync(Replace, [EntryName(key), LeaseName(key)], values), CancellationToken.None);
        return !isAnswered ? Replacement.Failed : isDone ? Replacement.Done : Replacement.Refused;
    }

    /// <inheritdoc cref="ILatentStore.RemoveAsync"/>
    public async ValueTask RemoveAsync(CacheKey key, CancellationToken cancellation) =>
        await TryAsync("remove", database => database.KeyDeleteAsync(EntryName(key)), cancellation);

    /// <inheritdoc cref="ILatentStore.TryLeaseAsync"/>
    public async ValueTask<EncodeLease?> TryLeaseAsync(CacheKey key, TimeSpan duration)
    {
        var lease = new EncodeLease(Guid.NewGuid().ToString("N"));
        var isTaken = false;
        return
            !await TryAsync("lease", async database => isTaken = await database.StringSetAsync(LeaseName(key), lease.Token, duration, When.NotExists), CancellationToken.None)
                ? EncodeLease.Unshared :
            isTaken ? lease : null;
    }

    /// <inheritdoc cref="ILatentStore.ReleaseAsync"/>
    public async ValueTask ReleaseAsync(CacheKey key, EncodeLease lease)
    {
        if (lease != EncodeLease.Unshared)
        {
            await TryAsync("release", database => database.ScriptEvaluateAsync(Release, [LeaseName(key)], [lease.Token]), CancellationToken.None);
        }
    }

    private RedisKey EntryName(CacheKey key) => $"{_options.RedisKeyPrefix}:{StoredEntryFormat.Revision}:{{{HashOf(key)}}}";

    private RedisKey LeaseName(CacheKey key) => $"{_options.RedisKeyPrefix}:lease:{{{HashOf(key)}}}";

    private static string HashOf(CacheKey key) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key.Canonical)));

    private async Task<bool> TryAsync(string operation, Func<IDatabase, Task> action, CancellationToken cancellation)
    {
        if (!_circuit.Allows())
        {
            return false;
        }

        var started = clock.GetTimestamp();
        try
        {
            var database = connection.Database ?? throw new TimeoutException("Redis is not connected yet.");
            await action(database).WaitAsync(_options.RedisTimeout, clock, cancellation);
            metrics.StoreAnswered(operation, clock.GetElapsedTime(started));
            if (_circuit.Succeeded())
            {
                logger.RedisResumed();
            }

            return true;
        }
        catch (Exception e) when (RedisFaults.Includes(e))
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
