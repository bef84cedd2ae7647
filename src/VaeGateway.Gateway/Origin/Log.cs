using Yarp.ReverseProxy.Forwarder;

namespace VaeGateway.Gateway.Origin;

internal static partial class Log
{
    [LoggerMessage(500, LogLevel.Information, "{Path}: the refresh in the background failed: {Error}.")]
    public static partial void RefreshFailed(this ILogger logger, string path, ForwarderError error);

    [LoggerMessage(501, LogLevel.Warning, "{Path}: the refresh in the background broke.")]
    public static partial void RefreshBroke(this ILogger logger, Exception exception, string path);
}
