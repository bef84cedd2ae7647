using VaeGateway.Cli.Commands;
using VaeGateway.Cli.RateDistortion;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.CodecSpeed;

/// <summary>What is measured: a codec in one direction, at the quality that its bench row is for.</summary>
internal sealed class Subject : IDisposable
{
    private readonly OnnxLatentModel? _model;

    private Subject(OnnxLatentModel? model, Func<byte[]?> run) => (_model, Run) = (model, run);

    /// <summary>One encode or decode; gives the bytes that an encoder makes.</summary>
    public Func<byte[]?> Run { get; }

    /// <summary>The usual quality of each codec: those of the gateway, and what many sites run.</summary>
    public static int QualityOf(string codec) => codec switch
    {
        CodecNames.Jpeg => 80,
        CodecNames.WebP => 75,
        CodecNames.Avif => 60,
        _ => 40,
    };

    public static Subject Encoder(AloneRequest request, RgbImage image)
    {
        var (codec, model) = Open(request, ModelDirections.Encode);
        var quality = QualityOf(request.Codec);
        return new Subject(model, () => codec.Encode(image, quality));
    }

    public static Subject Decoder(AloneRequest request, byte[] bytes)
    {
        var (codec, model) = Open(request, ModelDirections.Decode);
        if (model is null)
        {
            return new Subject(null, () =>
            {
                codec.Decode(bytes);
                return null;
            });
        }

        var decoder = new LatentDecoder(model) { MaxPixels = InputFile.Limits.MaxPixels };
        return new Subject(model, () =>
        {
            decoder.DecodePooled(bytes, out _, out _).Dispose();
            return null;
        });
    }

    public void Dispose() => _model?.Dispose();

    private static (IBenchCodec Codec, OnnxLatentModel? Model) Open(AloneRequest request, ModelDirections directions)
    {
        var model = request.Codec == CodecNames.Vae ? ModelOption.Load(request.Model, directions, decoder: request.Decoder) : null;
        return (BenchCodecs.Of(request.Codec, model), model);
    }
}
