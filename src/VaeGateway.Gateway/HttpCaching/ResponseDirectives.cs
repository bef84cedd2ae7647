using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>The directives that govern a response: CDN-Cache-Control where it is valid (RFC 9213), else Cache-Control, else Pragma.</summary>
/// <param name="Directives">The directives.</param>
/// <param name="IsTargeted">Whether they come from CDN-Cache-Control; then neither Cache-Control nor Expires counts.</param>
internal readonly record struct ResponseDirectives(CacheControl Directives, bool IsTargeted)
{
    public const string TargetedField = "CDN-Cache-Control";

    public static ResponseDirectives Of(IHeaderDictionary headers)
    {
        if (headers[TargetedField] is { Count: > 0 } targeted && StructuredDictionary.Parse(targeted) is { Count: > 0 } members)
        {
            return new ResponseDirectives(Read(members), IsTargeted: true);
        }

        // HTTP/1.0 origins (RFC 9111 section 5.4): only where nothing newer is said.
        var isOldNoCache = headers.CacheControl.Count == 0 && HeaderList.Contains(headers[HeaderNames.Pragma], "no-cache");
        return new ResponseDirectives(isOldNoCache ? CacheControl.Parse("no-cache") : CacheControl.Parse(headers.CacheControl), IsTargeted: false);
    }

    private static CacheControl Read(Dictionary<string, object?> members)
    {
        var found = CacheControl.None;
        foreach (var (name, value) in members)
        {
            var isLifetime = name is "max-age" or "s-maxage" or "stale-while-revalidate" or "stale-if-error";
            found = value switch
            {
                true when !isLifetime => found.With(name, null),
                long seconds when isLifetime => found.With(name, seconds.ToString(CultureInfo.InvariantCulture)),
                string text when !isLifetime => found.With(name, text),

                // A value of another type than the directive's says nothing (RFC 9213 section 2.1).
                _ => found,
            };
        }

        return found;
    }
}
