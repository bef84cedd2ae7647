namespace VaeGateway.Gateway.Sites;

internal static partial class Log
{
    [LoggerMessage(800, LogLevel.Information, "The configuration has changed; sites: {Sites}.")]
    public static partial void SitesChanged(this ILogger logger, string sites);

    [LoggerMessage(801, LogLevel.Error, "The changed configuration is refused, the old one goes on:\n  - {Faults}")]
    public static partial void SitesRefused(this ILogger logger, string faults);
}
