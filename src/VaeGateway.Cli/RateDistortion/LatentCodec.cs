using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.RateDistortion;

/// <summary>The learned codec.</summary>
internal sealed class LatentCodec(OnnxLatentModel model) : IBenchCodec
{
    private readonly LatentEncoder _encoder = new(model);
    private readonly LatentDecoder _decoder = new(model);

    public string Name => CodecNames.Vae;

    public string Settings =>
        SettingsOf(model.Description)
        + (model.Effort == OnnxModelOptions.DefaultEffort ? "" : $", effort {model.Effort}")
        + (model.Decoder == DecoderChoice.Light ? ", light decoder" : "");

    public int MinQuality => QualityScale.Min;

    public int MaxQuality => QualityScale.Max;

    /// <summary>How reports name a model: its id, and the fingerprint that tells it from any other; without more, its full decoder and the usual effort.</summary>
    public static string SettingsOf(ModelDescription model) => $"model {model.Id} ({model.Fingerprint:x8})";

    public byte[] Encode(RgbImage image, int quality) => _encoder.Encode(image, quality);

    public RgbImage Decode(byte[] bytes) => _decoder.Decode(bytes).Image;
}
