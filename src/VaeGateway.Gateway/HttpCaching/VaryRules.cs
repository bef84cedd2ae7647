using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Which request headers choose among the responses of one URL (RFC 9111 section 4.1).</summary>
internal static class VaryRules
{
    // The gateway itself negotiates the form of an image, and its coding changes nothing that the picture shows.
    private static readonly HashSet<string> NotForImages = new(StringComparer.OrdinalIgnoreCase) { HeaderNames.Accept, HeaderNames.AcceptEncoding };

    // Lists whose order means nothing, and whose elements are the same in any case.
    private static readonly HashSet<string> Unordered = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.Accept, HeaderNames.AcceptEncoding, HeaderNames.AcceptLanguage, HeaderNames.AcceptCharset,
    };

    /// <summary>Whether the response's Vary field names a request header.</summary>
    public static bool Names(IHeaderDictionary response, string header) => HeaderList.Contains(response.Vary, header);

    /// <summary>The request's values of the headers that a response varies by, normalised and in a fixed order.</summary>
    public static VariantChoice Of(IHeaderDictionary request, IHeaderDictionary response, bool isImage) => new(
        [.. HeaderList.Split(response.Vary)
            .Where(name => !(isImage && NotForImages.Contains(name)))
            .Select(name => name.ToLowerInvariant())
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(name => KeyValuePair.Create(name, Normalise(name, request[name])))]);

    /// <summary>Whether a request chooses a variant.</summary>
    public static bool Matches(IHeaderDictionary request, VariantChoice choice, string contentLanguage) =>
        choice.Values.All(pair => Normalise(pair.Key, request[pair.Key]) == pair.Value
            || (pair.Key.Equals(HeaderNames.AcceptLanguage, StringComparison.OrdinalIgnoreCase) && IsFavourite(request.AcceptLanguage, contentLanguage)));

    /// <summary>A header's value such that equal meanings have equal texts: lines joined, no blanks, lists without order sorted.</summary>
    public static string Normalise(string name, StringValues field)
    {
        var elements = HeaderList.Split(field);
        return string.Join(',', Unordered.Contains(name)
            ? elements.Select(element => element.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            : elements);
    }

    // Who likes one language best gets the response in it, whatever else the list says.
    private static bool IsFavourite(StringValues acceptLanguage, string language)
    {
        if (language.Length == 0 || !StringWithQualityHeaderValue.TryParseList(acceptLanguage, out var ranges))
        {
            return false;
        }

        var best = ranges.Max(range => range.Quality ?? 1);
        return best > 0
            && ranges.Where(range => (range.Quality ?? 1) == best).ToArray() is [var only]
            && only.Value.Equals(language, StringComparison.OrdinalIgnoreCase);
    }
}
