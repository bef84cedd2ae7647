using System.Net;
using StackExchange.Redis;

namespace VaeGateway.Gateway.LatentStore;

internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Warning, "Redis at {Endpoints} cannot be reached; until it can, every request is a miss.")]
    public static partial void RedisUnreachable(this ILogger logger, string endpoints);

    [LoggerMessage(201, LogLevel.Warning, "Connection to Redis at {Endpoint} lost: {Failure}.")]
    public static partial void RedisLost(this ILogger logger, EndPoint? endpoint, ConnectionFailureType failure);

    [LoggerMessage(202, LogLevel.Information, "Connection to Redis at {Endpoint} is back.")]
    public static partial void RedisBack(this ILogger logger, EndPoint? endpoint);

    [LoggerMessage(203, LogLevel.Warning, "Redis failed to {Operation}; taken as a miss.")]
    public static partial void RedisFailed(this ILogger logger, Exception exception, string operation);

    [LoggerMessage(204, LogLevel.Warning, "Redis keeps failing; leaving it alone for {Pause}.")]
    public static partial void RedisPaused(this ILogger logger, Exception exception, TimeSpan pause);

    [LoggerMessage(205, LogLevel.Information, "Redis answers again.")]
    public static partial void RedisResumed(this ILogger logger);

    [LoggerMessage(207, LogLevel.Debug, "The other nodes can't be heard: {Reason}")]
    public static partial void NodesUnheard(this ILogger logger, string reason);

    [LoggerMessage(206, LogLevel.Warning, "The stored entry of {Key} ({SizeBytes} bytes) is damaged or of another revision; taken as a miss.")]
    public static partial void EntryUnreadable(this ILogger logger, string key, int sizeBytes);
}
