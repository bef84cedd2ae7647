using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Which header fields are stored, passed on and updated (RFC 9111 sections 3.1 and 3.2).</summary>
internal static class FieldRules
{
    // Fields of one connection (RFC 9110 section 7.6.1).
    private static readonly HashSet<string> OfConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.Connection, HeaderNames.KeepAlive, HeaderNames.TE, HeaderNames.TransferEncoding, HeaderNames.Upgrade, "Proxy-Connection",
    };

    // Fields of the one exchange, or of the proxies that it passed.
    private static readonly HashSet<string> OfExchange = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.Trailer, HeaderNames.ProxyAuthenticate, HeaderNames.ProxyAuthorization, "Proxy-Authentication-Info",
        HeaderNames.Age, HeaderNames.AltSvc, HeaderNames.ContentLength, CacheStatus.HeaderName, "Server-Timing",
    };

    // Fields that describe the stored bytes; a 304 must not change them.
    private static readonly HashSet<string> OfContent = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.ContentEncoding, HeaderNames.ContentType, HeaderNames.ContentRange, HeaderNames.ContentMD5, "Digest", "Content-Digest", "Repr-Digest",
    };

    /// <summary>Fields that are wrong for another form of the same picture.</summary>
    public static IEnumerable<string> OfOriginalBytes { get; } = [.. OfContent, HeaderNames.ETag, HeaderNames.AcceptRanges];

    /// <summary>Takes out what must not travel further.</summary>
    /// <param name="headers">The headers to clean.</param>
    /// <param name="connection">The Connection field as it came; it names further fields.</param>
    public static void RemoveHopByHop(IHeaderDictionary headers, StringValues connection)
    {
        foreach (var name in OfConnection.Concat(HeaderList.Split(connection)))
        {
            headers.Remove(name);
        }
    }

    /// <summary>What of a response's head the store keeps.</summary>
    public static HeaderDictionary ToStore(IHeaderDictionary response, HttpCachingOptions options)
    {
        var notReused = ResponseDirectives.Of(response).Directives.FieldsNotReused;
        var kept = new HeaderDictionary();
        foreach (var (name, value) in response)
        {
            var isCookie = name.Equals(HeaderNames.SetCookie, StringComparison.OrdinalIgnoreCase) && !options.StoreSetCookie;
            if (!isCookie && !OfConnection.Contains(name) && !OfExchange.Contains(name) && !notReused.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                kept[name] = value;
            }
        }

        return kept;
    }

    /// <summary>The stored head after a newer one came without a body, by a 304 or a HEAD.</summary>
    public static HeaderDictionary Update(IHeaderDictionary stored, IHeaderDictionary newer, HttpCachingOptions options)
    {
        var updated = new HeaderDictionary();
        foreach (var (name, value) in stored)
        {
            updated[name] = value;
        }

        foreach (var (name, value) in ToStore(newer, options))
        {
            if (!OfContent.Contains(name))
            {
                updated[name] = value;
            }
        }

        return updated;
    }
}
