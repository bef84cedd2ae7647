using VaeGateway.Gateway.Purging;

namespace VaeGateway.Gateway.Admin;

internal static partial class Log
{
    [LoggerMessage(700, LogLevel.Information, "Purged {Target}, reaching {Reach}.")]
    public static partial void Purged(this ILogger logger, string target, PurgeReach reach);
}
