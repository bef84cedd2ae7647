using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using VaeGateway.Codec;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Negotiation;

/// <summary>Reads the Accept header (RFC 9110 section 12.5.1). Elements that don't parse are ignored.</summary>
internal static class AcceptHeader
{
    private const string ModelParameter = "model";

    /// <summary>Reduces the header to the weights of what the gateway can make.</summary>
    /// <param name="accept">The header; a missing one accepts everything.</param>
    /// <param name="modelId">Name of the one model whose latents the gateway serves.</param>
    public static AcceptedFormats Parse(StringValues accept, string modelId)
    {
        if (StringValues.IsNullOrEmpty(accept))
        {
            return new AcceptedFormats(Latent: 0, Avif: 0, WebP: 0, Jpeg: 1);
        }

        var ranges = Ranges(accept);
        return new AcceptedFormats(
            Latent: Weight(ranges.Where(range => IsLatentOf(range, modelId))) ?? 0,
            Avif: Weight(ranges.Where(range => Names(range, "image/avif"))) ?? 0,
            WebP: Weight(ranges.Where(range => Names(range, "image/webp"))) ?? 0,
            Jpeg: Weight(ranges.Where(range => Names(range, "image/jpeg")))
                ?? Weight(ranges.Where(range => Names(range, "image/*")))
                ?? Weight(ranges.Where(range => Names(range, "*/*")))
                ?? 0);
    }

    /// <summary>Whether the client names this type itself, not by a wildcard.</summary>
    public static bool AcceptsByName(StringValues accept, string mediaType) =>
        Weight(Ranges(accept).Where(range => Names(range, mediaType))) > 0;

    /// <summary>Whether any image type is named.</summary>
    public static bool MentionsImages(StringValues accept) =>
        Ranges(accept).Any(range => range.Type.Equals("image", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether everything is accepted alike: no header, or nothing but <c>*/*</c>.</summary>
    public static bool TakesAnything(StringValues accept) =>
        Ranges(accept).All(range => Names(range, "*/*"));

    /// <summary>What the origin is sent: it knows nothing of latents.</summary>
    public static StringValues WithoutLatent(StringValues accept)
    {
        var kept = HeaderList.Split(accept)
            .Where(element => !element.StartsWith(LatentFormat.MediaType, StringComparison.OrdinalIgnoreCase));
        return new StringValues([.. kept]) is { Count: > 0 } some ? new StringValues(string.Join(", ", some.ToArray())) : default;
    }

    private static IList<MediaTypeHeaderValue> Ranges(StringValues accept) =>
        MediaTypeHeaderValue.TryParseList(accept, out var ranges) ? ranges : [];

    private static bool Names(MediaTypeHeaderValue range, string mediaType) =>
        range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);

    private static bool IsLatentOf(MediaTypeHeaderValue range, string modelId) =>
        Names(range, LatentFormat.MediaType)
        && range.Parameters.Any(parameter =>
            parameter.Name.Equals(ModelParameter, StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(parameter.Value).Equals(modelId, StringComparison.Ordinal));

    private static double? Weight(IEnumerable<MediaTypeHeaderValue> ranges) =>
        ranges.Select(range => (double?)(range.Quality ?? 1)).Max();
}
