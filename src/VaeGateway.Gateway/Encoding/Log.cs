namespace VaeGateway.Gateway.Encoding;

internal static partial class Log
{
    [LoggerMessage(300, LogLevel.Information, "{Key}: {OriginBytes} bytes became a {Form} of {Bytes} at quality {Quality}, {Psnr:F1} dB, in {Milliseconds:F0} ms.")]
    public static partial void Encoded(this ILogger logger, string key, long originBytes, string form, int bytes, int quality, double psnr, double milliseconds);

    [LoggerMessage(301, LogLevel.Information, "{Key}: the original stays: {Reason}.")]
    public static partial void OriginalKept(this ILogger logger, string key, string reason);

    [LoggerMessage(302, LogLevel.Warning, "The encode queue is full ({Capacity} images); further images are served as originals for now.")]
    public static partial void QueueFull(this ILogger logger, int capacity);

    [LoggerMessage(303, LogLevel.Error, "Encoding an image failed ({ContentType}, {SizeBytes} bytes); its original is served.")]
    public static partial void EncodeFailed(this ILogger logger, Exception exception, string contentType, int sizeBytes);

    [LoggerMessage(305, LogLevel.Debug, "{Key}: another node encodes it.")]
    public static partial void EncodedElsewhere(this ILogger logger, string key);

    [LoggerMessage(304, LogLevel.Error, "{Key}: storing the image failed.")]
    public static partial void StoringFailed(this ILogger logger, Exception exception, string key);
}
