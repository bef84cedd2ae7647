using VaeGateway.Codec;

namespace VaeGateway.Cli.RateDistortion;

/// <summary>The learned codec.</summary>
internal sealed class LatentCodec(ILatentModel model) : IBenchCodec
{
    private readonly LatentEncoder _encoder = new(model);
    private readonly LatentDecoder _decoder = new(model);

    public string Name => CodecNames.Vae;

    public string Settings => $"model {model.Description.Id} ({model.Description.Fingerprint:x8})";

    public byte[] Encode(RgbImage image, int quality) => _encoder.Encode(image, quality);

    public RgbImage Decode(byte[] bytes) => _decoder.Decode(bytes).Image;
}
