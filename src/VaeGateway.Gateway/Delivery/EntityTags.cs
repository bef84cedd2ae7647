using Microsoft.Extensions.Options;
using VaeGateway.Codec.Onnx;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Negotiation;

namespace VaeGateway.Gateway.Delivery;

/// <summary>Strong entity tags, one a variant: the hash of the stored bytes and how the variant is made of them. The original keeps the origin's.</summary>
internal sealed class EntityTags(IOptions<DeliveryOptions> options)
{
    public string Of(StoredResponse response, Variant variant) =>
        variant == Variant.Original && response.Headers.ETag.Count > 0
            ? response.Headers.ETag.ToString()
            : $"\"{response.ContentTag}-{Suffix(variant)}\"";

    private string Decoder => options.Value.Decoder == DecoderChoice.Light ? "-light" : "";

    private string Suffix(Variant variant) => variant switch
    {
        Variant.Latent => "latent",
        Variant.Avif => "avif",
        Variant.WebP => $"webp{options.Value.WebPQuality}{Decoder}",
        Variant.Jpeg => $"jpeg{options.Value.JpegQuality}{Decoder}",
        Variant.Original => "original",
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, null),
    };
}
