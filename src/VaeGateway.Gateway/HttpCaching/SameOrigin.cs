namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Resolves references in responses, but only those to the same site.</summary>
internal static class SameOrigin
{
    /// <summary>Path and query of the request itself.</summary>
    public static string? PathOf(HttpRequest request) => Base(request)?.PathAndQuery;

    /// <summary>Path and query that a Location or Content-Location leads to; null if it leads elsewhere or nowhere.</summary>
    public static string? PathOf(HttpRequest request, string? reference) =>
        !string.IsNullOrEmpty(reference)
        && Base(request) is { } at
        && Uri.TryCreate(at, reference, out var target)
        && Uri.Compare(at, target, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0
            ? target.PathAndQuery
            : null;

    private static Uri? Base(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host.Value}{request.PathBase}{request.Path.ToUriComponent()}{request.QueryString.Value}", UriKind.Absolute, out var uri)
            ? uri
            : null;
}
