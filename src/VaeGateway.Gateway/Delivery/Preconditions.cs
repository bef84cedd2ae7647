using Microsoft.Net.Http.Headers;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;

namespace VaeGateway.Gateway.Delivery;

/// <summary>What the client has already (RFC 9110 section 13), against the variant that it would be served.</summary>
internal static class Preconditions
{
    /// <summary>Whether to answer 304.</summary>
    public static bool ClientHas(IHeaderDictionary request, StoredImage image, string entityTag) =>
        request.IfNoneMatch.Count > 0
            ? HeaderList.Split(request.IfNoneMatch).Any(tag => tag == "*" || Opaque(tag) == entityTag)
            : HeaderUtilities.TryParseDate(request.IfModifiedSince.FirstOrDefault(), out var since)
                && LastModified(image) is { } modified
                && modified <= since;

    // If-None-Match compares weakly (RFC 9110 section 8.8.3.2).
    private static string Opaque(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;

    private static DateTimeOffset? LastModified(StoredImage image) =>
        HeaderUtilities.TryParseDate(
            image.Headers.FirstOrDefault(header => header.Key.Equals(HeaderNames.LastModified, StringComparison.OrdinalIgnoreCase)).Value,
            out var date) ? date : null;
}
