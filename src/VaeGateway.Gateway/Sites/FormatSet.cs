using VaeGateway.Gateway.Negotiation;

namespace VaeGateway.Gateway.Sites;

/// <summary>The forms in which a site's images may be sent.</summary>
/// <param name="allowed">Their names; none allows all.</param>
internal sealed class FormatSet(IEnumerable<string> allowed)
{
    private static readonly Variant[] Choosable = [Variant.Latent, Variant.Avif, Variant.WebP, Variant.Jpeg];

    private readonly HashSet<string> _allowed = new(allowed, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names { get; } = [.. Choosable.Select(variant => variant.ToToken())];

    public static bool Knows(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is left of a client's wishes.</summary>
    public AcceptedFormats Restrict(AcceptedFormats accepted) => _allowed.Count == 0 ? accepted : new AcceptedFormats(
        Latent: Allows(Variant.Latent) ? accepted.Latent : 0,
        Avif: Allows(Variant.Avif) ? accepted.Avif : 0,
        WebP: Allows(Variant.WebP) ? accepted.WebP : 0,
        Jpeg: Allows(Variant.Jpeg) ? accepted.Jpeg : 0);

    private bool Allows(Variant variant) => _allowed.Contains(variant.ToToken());
}
