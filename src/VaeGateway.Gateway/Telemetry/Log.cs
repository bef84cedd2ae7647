using System.Net;

namespace VaeGateway.Gateway.Telemetry;

internal static partial class Log
{
    [LoggerMessage(600, LogLevel.Information, "{Method} {Host}{Path} {Status} {Bytes} {ContentType} \"{CacheStatus}\" {Milliseconds:F2} ms for {Client}")]
    public static partial void Answered(
        this ILogger logger, string method, string host, string path, int status, long? bytes, string? contentType, string cacheStatus, double milliseconds, IPAddress? client);
}
