using System.Globalization;
using System.Security.Cryptography;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>The canonical, bounded name of a cached resource: scheme, host or site, path and query. GET and HEAD share it.</summary>
/// <param name="Canonical">The name.</param>
internal readonly record struct CacheKey(string Canonical)
{
    public const int MaxChars = 512;

    /// <summary>The key of one variant of this resource.</summary>
    /// <param name="id">Id of the response.</param>
    public CacheKey Variant(ulong id) => Within("variant", id);

    /// <summary>The key under which the untouched original of a latent is kept.</summary>
    /// <param name="id">Id of the response that the latent was made of.</param>
    public CacheKey Original(ulong id) => Within("original", id);

    /// <summary>Builds the key of a resource.</summary>
    /// <param name="authority">Scheme and host, such as <c>https://example.org</c>, or what stands for them; lower-cased here.</param>
    /// <param name="path">Path; percent-encoding is normalised.</param>
    /// <param name="query">Query, taken literally.</param>
    public static CacheKey Of(string authority, PathString path, QueryString query)
    {
        var canonical = string.Concat(authority.TrimEnd('/').ToLowerInvariant(), path.ToUriComponent(), query.Value);
        return new CacheKey(canonical.Length <= MaxChars ? canonical : Shorten(canonical));
    }

    public override string ToString() => Canonical;

    // No URL that reaches a server has a fragment.
    private CacheKey Within(string what, ulong id) => new(string.Create(CultureInfo.InvariantCulture, $"{Canonical}#{what}-{id:x16}"));

    private static string Shorten(string canonical)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(canonical)));
        return $"{canonical.AsSpan(0, MaxChars / 2)}#{hash}";
    }
}
