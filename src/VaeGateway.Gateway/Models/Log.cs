using VaeGateway.Codec.Onnx;

namespace VaeGateway.Gateway.Models;

internal static partial class Log
{
    [LoggerMessage(900, LogLevel.Information, "Model {Id} with its {Decoder} decoder runs on {Provider}.")]
    public static partial void ModelLoaded(this ILogger logger, string id, DecoderChoice decoder, string provider);

    [LoggerMessage(901, LogLevel.Warning, "{Notice}")]
    public static partial void ProviderMissing(this ILogger logger, string notice);
}
