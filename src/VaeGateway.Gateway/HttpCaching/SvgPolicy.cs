using Microsoft.Extensions.Primitives;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Keeps scripts in an SVG from running as the site: opened by itself an SVG is a document.</summary>
internal static class SvgPolicy
{
    private const string MediaType = "image/svg+xml";
    private const string Policy = "default-src 'none'; font-src data:; img-src data:; style-src 'unsafe-inline'; sandbox";

    /// <summary>Adds a Content-Security-Policy to a head that is an SVG's. Beside one of the origin's the stricter of both holds.</summary>
    public static void Apply(IHeaderDictionary headers)
    {
        if (headers.ContentType.ToString().Split(';', 2)[0].Trim().Equals(MediaType, StringComparison.OrdinalIgnoreCase))
        {
            headers.ContentSecurityPolicy = StringValues.Concat(headers.ContentSecurityPolicy, Policy);
            headers.XContentTypeOptions = "nosniff";
        }
    }
}
