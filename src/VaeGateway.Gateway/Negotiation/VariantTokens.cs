namespace VaeGateway.Gateway.Negotiation;

/// <summary>Variants as tokens, for headers and logs.</summary>
internal static class VariantTokens
{
    public static string ToToken(this Variant variant) => variant switch
    {
        Variant.Latent => "latent",
        Variant.Avif => "avif",
        Variant.WebP => "webp",
        Variant.Jpeg => "jpeg",
        Variant.Original => "original",
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, null),
    };
}
