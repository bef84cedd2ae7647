using StackExchange.Redis;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>The faults that mean: Redis does not answer, or not well.</summary>
internal static class RedisFaults
{
    public static bool Includes(Exception e) => e is RedisException or TimeoutException or ObjectDisposedException;
}
