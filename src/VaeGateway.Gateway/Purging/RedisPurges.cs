using System.Globalization;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using VaeGateway.Gateway.LatentStore;

namespace VaeGateway.Gateway.Purging;

/// <summary>Purges of nodes that share a Redis: numbered there, told to all at once, and kept there for those that missed it.</summary>
/// <remarks>
/// One hash holds all: field <c>epoch</c> the number of the newest purge, every other field a target and the number of its newest purge.
/// It has no time to live, so that a Redis that evicts only what has one keeps it; nodes give back what a Redis has lost.
/// </remarks>
internal sealed class RedisPurges(
    RedisConnection connection, NodeChannel channel, PurgeLog log, IOptions<LatentStoreOptions> options, ILogger<RedisPurges> logger) : IPurges
{
    private const string EpochField = "epoch";

    /// <summary>Records given back to Redis at a time.</summary>
    private const int Batch = 500;

    // KEYS: the hash. ARGV: the number that this node knows, the target.
    private const string Number = """
        local epoch = math.max(tonumber(redis.call('HGET', KEYS[1], 'epoch') or '0'), tonumber(ARGV[1])) + 1
        redis.call('HSET', KEYS[1], 'epoch', epoch, ARGV[2], epoch)
        return epoch
        """;

    // KEYS: the hash. ARGV: fields and numbers by turns.
    private const string Raise = """
        for i = 1, #ARGV, 2 do
          if tonumber(redis.call('HGET', KEYS[1], ARGV[i]) or '0') < tonumber(ARGV[i + 1]) then
            redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
          end
        end
        """;

    private readonly RedisKey _hash = $"{options.Value.RedisKeyPrefix}:purges";
    private readonly Lock _gate = new();
    private readonly HashSet<PurgeTarget> _waiting = [];

    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    public async Task<PurgeReach> PurgeAsync(PurgeTarget target)
    {
        try
        {
            await NumberAsync(target);
            return PurgeReach.EveryNode;
        }
        catch (Exception e) when (RedisFaults.Includes(e))
        {
            logger.PurgeWaits(e, target.ToString());
            log.AddEarly(target);
            lock (_gate)
            {
                _waiting.Add(target);
            }

            return PurgeReach.ThisNode;
        }
    }

    /// <summary>Learns what this node has missed, and tells what the others have.</summary>
    public async Task SyncAsync()
    {
        var epoch = await EpochAsync();
        if (epoch < log.Epoch)
        {
            // Redis has lost its memory, or a replica that lagged took over.
            await GiveBackAsync();
        }
        else if (epoch > log.Epoch)
        {
            await LearnAsync(epoch);
        }

        foreach (var target in TakeWaiting())
        {
            await PurgeAsync(target);
        }

        if (log.IsFull(out var sum, out var summedUp))
        {
            await RaiseAsync([sum.Value]);
            await Within(Database.HashDeleteAsync(_hash, [.. summedUp.Select(target => (RedisValue)target.ToString())]));
            log.Add(sum.Value);
        }
    }

    private IDatabase Database => connection.Database ?? throw new TimeoutException("Redis is not connected yet.");

    private async Task NumberAsync(PurgeTarget target)
    {
        var epoch = (long)await Within(Database.ScriptEvaluateAsync(Number, [_hash], [log.Epoch, target.ToString()]));
        var record = new PurgeRecord(target, epoch);
        log.Add(record);
        channel.Tell(record);
    }

    private async Task<long> EpochAsync() => (long)await Within(Database.HashGetAsync(_hash, EpochField));

    private async Task LearnAsync(long epoch)
    {
        foreach (var (field, number) in (await Within(Database.HashGetAllAsync(_hash))).Select(entry => (entry.Name.ToString(), (long)entry.Value)))
        {
            if (PurgeTarget.TryParse(field, out var target))
            {
                log.Add(new PurgeRecord(target.Value, number));
            }
        }

        log.Reach(epoch);
    }

    private async Task GiveBackAsync()
    {
        foreach (var batch in log.Records.Chunk(Batch))
        {
            await RaiseAsync(batch);
        }

        await Within(Database.ScriptEvaluateAsync(Raise, [_hash], [EpochField, log.Epoch]));
    }

    private async Task RaiseAsync(IEnumerable<PurgeRecord> records) => await Within(Database.ScriptEvaluateAsync(
        Raise, [_hash], [.. records.SelectMany(record => new RedisValue[] { record.Target.ToString(), record.Epoch.ToString(CultureInfo.InvariantCulture) })]));

    private PurgeTarget[] TakeWaiting()
    {
        lock (_gate)
        {
            PurgeTarget[] taken = [.. _waiting];
            _waiting.Clear();
            return taken;
        }
    }

    // Operators wait for purges, visitors don't: it may take longer than a look-up.
    private static Task<T> Within<T>(Task<T> task) => task.WaitAsync(RedisConnection.ConnectTimeout);
}
