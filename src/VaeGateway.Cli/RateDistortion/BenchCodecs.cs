using VaeGateway.Codec.Onnx;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.RateDistortion;

/// <summary>Makes codecs of their names.</summary>
internal static class BenchCodecs
{
    /// <summary>The codec of a name.</summary>
    /// <param name="name">One of <see cref="CodecNames"/>.</param>
    /// <param name="model">The model of the learned codec; the others need none.</param>
    public static IBenchCodec Of(string name, OnnxLatentModel? model) => name switch
    {
        CodecNames.Jpeg => new FormatCodec(name, ImageFormat.Jpeg),
        CodecNames.WebP => new FormatCodec(name, ImageFormat.WebP),
        CodecNames.Avif => new FormatCodec(name, ImageFormat.Avif),
        _ => new LatentCodec(model!),
    };
}
