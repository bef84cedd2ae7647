namespace VaeGateway.Gateway.Delivery;

internal static partial class Log
{
    [LoggerMessage(402, LogLevel.Warning, "A stored latent of model {ModelTag} ({SizeBytes} bytes) does not decode.")]
    public static partial void LatentUndecodable(this ILogger logger, Exception exception, string modelTag, int sizeBytes);

    [LoggerMessage(405, LogLevel.Error, "Making a rendition failed ({SizeBytes} bytes stored, with model {ModelTag}).")]
    public static partial void RenditionFailed(this ILogger logger, Exception exception, string modelTag, int sizeBytes);

    [LoggerMessage(403, LogLevel.Warning, "{Key}: the stored image is damaged; it is dropped and the origin asked.")]
    public static partial void EntryDropped(this ILogger logger, string key);

    [LoggerMessage(404, LogLevel.Warning, "{Key}: the rendition took too long; the origin is asked.")]
    public static partial void RenditionTooSlow(this ILogger logger, string key);
}
