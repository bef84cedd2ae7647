using Microsoft.Extensions.Logging;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Client;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "The latent of {Uri} could not be decoded; asking for an ordinary image.")]
    public static partial void LatentNotDecoded(this ILogger logger, Exception cause, Uri? uri);

    [LoggerMessage(2, LogLevel.Warning, "The latent of {Uri} lacks {LostChunks} of {TotalChunks} chunks; asking for an ordinary image.")]
    public static partial void LatentIncomplete(this ILogger logger, Uri? uri, int lostChunks, int totalChunks);

    [LoggerMessage(3, LogLevel.Information, "{Host} offers no model that can be used; its images stay ordinary for {RetryAfter}.")]
    public static partial void ModelNotAvailable(this ILogger logger, Exception cause, string host, TimeSpan retryAfter);

    [LoggerMessage(4, LogLevel.Information, "Model {Model} is loaded with its decoder {Decoder}; asked for was {Asked}.")]
    public static partial void ModelLoaded(this ILogger logger, string model, DecoderChoice? decoder, DecoderChoice asked);
}
