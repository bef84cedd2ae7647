namespace VaeGateway.Cli.RateDistortion;

/// <summary>The codecs that can be measured.</summary>
internal static class CodecNames
{
    public const string Vae = "vae";
    public const string Jpeg = "jpeg";
    public const string WebP = "webp";
    public const string Avif = "avif";

    public static IReadOnlyList<string> All { get; } = [Vae, Jpeg, WebP, Avif];

    /// <summary>A codec's name in prose.</summary>
    public static string TitleOf(string name) => name switch
    {
        Jpeg => "JPEG",
        WebP => "WebP",
        Avif => "AVIF",
        _ => name,
    };
}
