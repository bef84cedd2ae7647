namespace VaeGateway.Gateway.Negotiation;

/// <summary>The weights (0 to 1; 0 means "not acceptable") that an Accept header gives to what the gateway can make.</summary>
/// <param name="Latent">Weight of a latent of our model; wildcards don't count.</param>
/// <param name="Avif">Weight of AVIF; wildcards don't count, as with WebP.</param>
/// <param name="WebP">Weight of WebP; wildcards don't count, since many who send them can't show it.</param>
/// <param name="Jpeg">Weight of JPEG, by name or by wildcard.</param>
internal readonly record struct AcceptedFormats(double Latent, double Avif, double WebP, double Jpeg)
{
    /// <summary>The best variant of a latent for this client; of equal weights the smallest wins.</summary>
    public Variant Choose() =>
        Latent > 0 && Latent >= WebP && Latent >= Jpeg ? Variant.Latent :
        WebP > 0 && WebP >= Jpeg ? Variant.WebP :
        Jpeg > 0 ? Variant.Jpeg :
        Variant.Original;

    /// <summary>The best variant of an AVIF. It may be transparent, so that no JPEG can be made of it.</summary>
    public Variant ChooseOfAvif() => Avif > 0 && Avif >= WebP ? Variant.Avif : ChooseOfWebP();

    /// <summary>The best variant of a WebP.</summary>
    public Variant ChooseOfWebP() => WebP > 0 ? Variant.WebP : Variant.Original;
}
