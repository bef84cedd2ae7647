using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Telemetry;

/// <summary>Writes a line for each request once it is answered.</summary>
internal sealed class AccessLog(RequestDelegate next, TimeProvider clock, ILogger<AccessLog> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = clock.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var (request, response) = (context.Request, context.Response);
            logger.Answered(
                request.Method,
                request.Host.Value ?? "",
                request.Path,
                response.StatusCode,
                response.ContentLength,
                response.ContentType,
                response.Headers[CacheStatus.HeaderName].ToString(),
                clock.GetElapsedTime(started).TotalMilliseconds,
                context.Connection.RemoteIpAddress);
        }
    }
}
