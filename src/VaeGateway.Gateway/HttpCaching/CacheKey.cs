using System.Security.Cryptography;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>The canonical, bounded name of a cached resource: scheme, host, path and query. GET and HEAD share it.</summary>
/// <param name="Canonical">The name.</param>
internal readonly record struct CacheKey(string Canonical)
{
    private const int MaxChars = 512;
    private const string OriginalMark = "#original";

    /// <summary>The key under which the untouched original of the same resource is kept.</summary>
    public CacheKey Original => new(Canonical + OriginalMark);

    /// <summary>Builds the key of a resource.</summary>
    /// <param name="authority">Scheme and host, such as <c>https://example.org</c>; lower-cased here.</param>
    /// <param name="path">Path; percent-encoding is normalised.</param>
    /// <param name="query">Query, taken literally.</param>
    public static CacheKey Of(string authority, PathString path, QueryString query)
    {
        var canonical = string.Concat(authority.TrimEnd('/').ToLowerInvariant(), path.ToUriComponent(), query.Value);
        return new CacheKey(canonical.Length <= MaxChars ? canonical : Shorten(canonical));
    }

    public override string ToString() => Canonical;

    private static string Shorten(string canonical)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(canonical)));
        return $"{canonical.AsSpan(0, MaxChars / 2)}#{hash}";
    }
}
