using Microsoft.Net.Http.Headers;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Which responses a shared cache may store, and for how long (RFC 9111 section 3). Pure functions over headers.</summary>
internal static class StoragePolicy
{
    /// <summary>Decides on the heads alone, before the body comes.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="status">The origin's status code.</param>
    /// <param name="response">The origin's headers.</param>
    /// <param name="freshness">How fresh the response is.</param>
    /// <param name="options">Where the standard leaves a choice.</param>
    public static Storability Judge(
        HttpRequest request, int status, IHeaderDictionary response, Freshness freshness, HttpCachingOptions options)
    {
        var directives = ResponseDirectives.Of(response).Directives;
        var mustUnderstand = directives.MustUnderstand;
        return
            !IsStorableMethod(request, response) ? Storability.Method :
            !StatusRules.IsComplete(status) || (mustUnderstand && !StatusRules.IsUnderstood(status)) ? Storability.Status :
            (directives.NoStore && !mustUnderstand) || CacheControl.Parse(request.Headers.CacheControl).NoStore ? Storability.NoStore :
            directives.Private || !MayShareDespiteAuthorization(request, directives) ? Storability.Private :
            response.SetCookie.Count > 0 && !options.StoreSetCookie ? Storability.SetCookie :
            HeaderList.Contains(response.Vary, "*") ? Storability.Vary :
            !IsOfUse(status, response, directives, freshness) ? Storability.NotFresh :
            Storability.Storable;
    }

    /// <summary>How long to keep a response: while it is fresh, and while a validation or an error may still make use of it.</summary>
    public static TimeSpan KeepFor(TimeSpan freshFor, IHeaderDictionary headers, HttpCachingOptions options)
    {
        var fresh = freshFor > TimeSpan.Zero ? freshFor : TimeSpan.Zero;
        var directives = ResponseDirectives.Of(headers).Directives;
        var stale = HasValidator(headers) || ReusePolicy.AllowsStale(directives) ? options.KeepStale : TimeSpan.Zero;
        return fresh + stale;
    }

    /// <summary>Whether the origin can be asked if the response is still good.</summary>
    public static bool HasValidator(IHeaderDictionary headers) =>
        headers.ETag.Count > 0 || HttpDate.Of(headers, HeaderNames.LastModified) is not null;

    // A POST whose answer is, as it says, what a GET would get (RFC 9110 section 9.3.3).
    private static bool IsStorableMethod(HttpRequest request, IHeaderDictionary response) =>
        HttpMethods.IsGet(request.Method)
        || (HttpMethods.IsPost(request.Method)
            && Freshness.IsExplicit(response)
            && SameOrigin.PathOf(request, response.ContentLocation.ToString()) == SameOrigin.PathOf(request));

    private static bool MayShareDespiteAuthorization(HttpRequest request, CacheControl directives) =>
        request.Headers.Authorization.Count == 0 || directives.Public || directives.MustRevalidate || directives.SharedMaxAge is not null;

    private static bool IsOfUse(int status, IHeaderDictionary response, CacheControl directives, Freshness freshness)
    {
        var mayBeReused = Freshness.IsExplicit(response) || directives.Public || StatusRules.IsHeuristicallyCacheable(status);
        var isFresh = freshness.Remaining > TimeSpan.Zero && !directives.NoCache;
        var maySwapIn = (directives.StaleWhileRevalidate ?? directives.StaleIfError) > TimeSpan.Zero && ReusePolicy.AllowsStale(directives);
        return mayBeReused && (isFresh || maySwapIn || HasValidator(response));
    }
}
