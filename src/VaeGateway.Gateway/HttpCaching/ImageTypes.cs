using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Tells by media type which responses are images.</summary>
internal static class ImageTypes
{
    // The types that the decoder can read; vector and animated kinds have their own types or fail later.
    private static readonly HashSet<string> Encodable = new(StringComparer.OrdinalIgnoreCase)
    {
        "image/jpeg", "image/jpg", "image/pjpeg", "image/png", "image/webp", "image/avif", "image/tiff",
    };

    /// <summary>Whether the gateway can turn this type into a latent.</summary>
    public static bool IsEncodable(StringValues contentType) =>
        contentType is [{ } only] && Encodable.Contains(only.Split(';', 2)[0].Trim());

    // An image made for few requests (by cookie, say) is not worth an encode for each of them.
    private static readonly HashSet<string> HarmlessVary = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.Accept, HeaderNames.AcceptEncoding, HeaderNames.Origin,
    };

    /// <summary>Whether a response is an image that the gateway may change: encodable, the same for all, not compressed on top, and not forbidden.</summary>
    public static bool MayBecomeLatent(int status, IHeaderDictionary headers) =>
        status == StatusCodes.Status200OK
        && IsEncodable(headers.ContentType)
        && HeaderList.Split(headers.ContentEncoding).All(coding => coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        && HeaderList.Split(headers.Vary).All(HarmlessVary.Contains)
        && !CacheControl.Parse(headers.CacheControl).NoTransform;
}
