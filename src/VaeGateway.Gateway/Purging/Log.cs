namespace VaeGateway.Gateway.Purging;

internal static partial class Log
{
    [LoggerMessage(600, LogLevel.Warning, "Redis can't be told of the purge of {Target}: it counts in this node now, in the others when Redis answers.")]
    public static partial void PurgeWaits(this ILogger logger, Exception exception, string target);
}
