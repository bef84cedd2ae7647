using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace VaeGateway.Gateway.Precompression;

/// <summary>Reads the Accept-Encoding header (RFC 9110 section 12.5.3). One that doesn't parse accepts nothing but the bytes as they are.</summary>
internal static class AcceptEncoding
{
    /// <summary>The smallest form that the client names; a wildcard names none.</summary>
    public static ContentCoding Choose(StringValues header)
    {
        if (!StringWithQualityHeaderValue.TryParseList(header, out var codings))
        {
            return ContentCoding.Identity;
        }

        return Takes(codings, "br") ? ContentCoding.Brotli
            : Takes(codings, "gzip") ? ContentCoding.Gzip
            : ContentCoding.Identity;
    }

    /// <summary>The name that goes into Content-Encoding and entity tags; null for <see cref="ContentCoding.Identity"/>.</summary>
    public static string? Token(ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => "br",
        ContentCoding.Gzip => "gzip",
        _ => null,
    };

    private static bool Takes(IList<StringWithQualityHeaderValue> codings, string name) =>
        codings.Any(coding => coding.Value.Equals(name, StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0);
}
