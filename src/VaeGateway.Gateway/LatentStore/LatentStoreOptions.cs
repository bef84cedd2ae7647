using System.ComponentModel.DataAnnotations;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>Where latents and other responses are kept.</summary>
public sealed class LatentStoreOptions
{
    /// <summary>Most bytes that are held in memory, with Redis before it; the least recently used go first. 0: nothing.</summary>
    /// <value>Default: 256 MiB.</value>
    [Range(0L, 1L << 44)]
    public long MemoryBytes { get; set; } = 256L << 20;

    /// <summary>Redis, as <c>HOST:PORT</c> or a StackExchange.Redis configuration string. Empty: keep everything in memory.</summary>
    /// <value>Default: empty.</value>
    public string Redis { get; set; } = "";

    /// <summary>What every key in Redis begins with. Gateways with the same one share everything.</summary>
    /// <value>Default: <c>vaegw</c>.</value>
    [Required]
    [StringLength(64)]
    [RegularExpression("[^{}]*", ErrorMessage = "no braces, please: Redis Cluster reads them.")]
    public string RedisKeyPrefix { get; set; } = "vaegw";

    /// <summary>Most bytes of one entry in Redis; bigger ones are not kept, since each moves within <see cref="RedisTimeout"/>.</summary>
    /// <value>Default: 4 MiB.</value>
    [Range(1024L, 512L << 20)]
    public long RedisMaxEntryBytes { get; set; } = 4L << 20;

    /// <summary>How long a request waits for Redis before it counts as a miss.</summary>
    /// <value>Default: 40 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan RedisTimeout { get; set; } = TimeSpan.FromMilliseconds(40);

    /// <summary>Failures in a row after which Redis is left alone for <see cref="RedisPause"/>.</summary>
    /// <value>Default: 3.</value>
    [Range(1, 1000)]
    public int RedisFailuresBeforePause { get; set; } = 3;

    /// <summary>How long Redis is left alone; then one request tries it again.</summary>
    /// <value>Default: 2 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan RedisPause { get; set; } = TimeSpan.FromSeconds(2);
}
