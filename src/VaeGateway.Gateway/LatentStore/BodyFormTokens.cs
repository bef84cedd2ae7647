namespace VaeGateway.Gateway.LatentStore;

/// <summary>Forms as tokens, for headers, metrics and logs.</summary>
internal static class BodyFormTokens
{
    public static string ToToken(this BodyForm form) => form switch
    {
        BodyForm.Bytes => "original",
        BodyForm.Encoding => "encoding",
        BodyForm.Latent => "latent",
        BodyForm.WebP => "webp",
        BodyForm.Avif => "avif",
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, null),
    };
}
