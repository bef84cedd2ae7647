using Microsoft.Net.Http.Headers;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Conditional requests (RFC 9110 section 13) against the response that would be served.</summary>
internal static class Conditions
{
    /// <summary>Whether to answer 304.</summary>
    /// <param name="request">The client's headers.</param>
    /// <param name="stored">The stored headers, for their dates.</param>
    /// <param name="entityTag">Entity tag of the variant that would be served; empty if it has none.</param>
    public static bool ClientHas(IHeaderDictionary request, IHeaderDictionary stored, string entityTag) =>
        request.IfNoneMatch.Count > 0
            ? HeaderList.Split(request.IfNoneMatch).Any(tag => tag == "*" || (entityTag.Length > 0 && Opaque(tag) == Opaque(entityTag)))
            : HttpDate.Of(request, HeaderNames.IfModifiedSince) is { } since && ModifiedAt(stored) <= since;

    /// <summary>Whether the client insists on a state that the served variant is not in; only the origin can tell it more.</summary>
    public static bool ClientWantsOther(IHeaderDictionary request, IHeaderDictionary stored, string entityTag) =>
        request.IfMatch.Count > 0
            ? !HeaderList.Split(request.IfMatch).Any(tag => tag == "*" || (IsStrong(tag) && tag == entityTag))
            : HttpDate.Of(request, HeaderNames.IfUnmodifiedSince) is { } since && !(ModifiedAt(stored) <= since);

    /// <summary>Whether a range may be cut from the served variant: If-Range is absent or names it exactly.</summary>
    public static bool RangeApplies(IHeaderDictionary request, IHeaderDictionary stored, string entityTag)
    {
        var condition = request[HeaderNames.IfRange].ToString();
        return
            condition.Length == 0 ? true :
            HttpDate.Parse(condition) is { } date ? HttpDate.Of(stored, HeaderNames.LastModified) == date :
            IsStrong(condition) && condition == entityTag;
    }

    private static bool IsStrong(string tag) => tag.StartsWith('"');

    // If-None-Match compares weakly (RFC 9110 section 8.8.3.2).
    private static string Opaque(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;

    // RFC 9111 section 4.3.2: the time of the response stands in where it has no Last-Modified.
    private static DateTimeOffset? ModifiedAt(IHeaderDictionary stored) =>
        HttpDate.Of(stored, HeaderNames.LastModified) ?? HttpDate.Of(stored, HeaderNames.Date);
}
