using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Which responses a shared cache of images may store (RFC 9111 section 3). Pure functions over headers.</summary>
internal static class StoragePolicy
{
    // The image types that the decoder can read; vector and animated kinds have their own types or fail later.
    private static readonly HashSet<string> EncodableTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "image/jpeg", "image/jpg", "image/pjpeg", "image/png", "image/webp", "image/avif",
    };

    // Accept and Accept-Encoding don't change what the picture shows; Origin is handled by VariesBy below.
    private static readonly HashSet<string> HarmlessVary = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.Accept, HeaderNames.AcceptEncoding, HeaderNames.Origin,
    };

    /// <summary>Decides on the heads alone, before the body comes.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="status">The origin's status code.</param>
    /// <param name="response">The origin's headers.</param>
    public static Storability Judge(HttpRequest request, int status, IHeaderDictionary response)
    {
        var directives = CacheControl.Parse(response.CacheControl);
        return
            !HttpMethods.IsGet(request.Method) ? Storability.Method :
            status != StatusCodes.Status200OK ? Storability.Status :
            !IsEncodable(response.ContentType) ? Storability.ContentType :
            directives.NoTransform ? Storability.NoTransform :
            directives.NoStore || CacheControl.Parse(request.Headers.CacheControl).NoStore ? Storability.NoStore :
            directives.Private || !MayShareDespiteAuthorization(request, directives) ? Storability.Private :
            response.SetCookie.Count > 0 ? Storability.SetCookie :
            IsEncoded(response.ContentEncoding) ? Storability.ContentEncoding :
            !VaryIsHarmless(request, response) ? Storability.Vary :
            directives.NoCache ? Storability.NotFresh :
            Storability.Storable;
    }

    /// <summary>Whether the response's Vary field names a request header.</summary>
    public static bool VariesBy(IHeaderDictionary response, string name) =>
        HeaderList.Split(response.Vary).Contains(name, StringComparer.OrdinalIgnoreCase);

    public static bool IsImage(StringValues contentType) =>
        contentType.FirstOrDefault()?.TrimStart().StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsEncodable(StringValues contentType) =>
        contentType is [{ } only] && EncodableTypes.Contains(only.Split(';', 2)[0].Trim());

    private static bool IsEncoded(StringValues contentEncoding) =>
        HeaderList.Split(contentEncoding).Any(coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase));

    private static bool MayShareDespiteAuthorization(HttpRequest request, CacheControl directives) =>
        request.Headers.Authorization.Count == 0 || directives.Public || directives.MustRevalidate || directives.SharedMaxAge is not null;

    // An answer made for one Origin must not be stored for the others: its CORS headers would be wrong for them.
    private static bool VaryIsHarmless(HttpRequest request, IHeaderDictionary response) =>
        HeaderList.Split(response.Vary).All(HarmlessVary.Contains)
        && !(request.Headers.Origin.Count > 0 && VariesBy(response, HeaderNames.Origin));
}
