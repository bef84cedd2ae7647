using Microsoft.Net.Http.Headers;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Whether a stored response may answer a request (RFC 9111 section 4.2, RFC 5861). Pure functions over headers and ages.</summary>
internal static class ReusePolicy
{
    /// <summary>Decides on a stored response that matches the request.</summary>
    /// <param name="request">The client's headers.</param>
    /// <param name="stored">The stored headers.</param>
    /// <param name="age">The response's age.</param>
    /// <param name="freshFor">How long it stays fresh; negative if it is stale.</param>
    /// <param name="options">Whose wishes count.</param>
    public static Reuse Decide(IHeaderDictionary request, IHeaderDictionary stored, TimeSpan age, TimeSpan freshFor, HttpCachingOptions options)
    {
        var asked = CacheControl.Parse(request.CacheControl);
        var directives = ResponseDirectives.Of(stored).Directives;
        if (options.HonorClientNoCache && AsksForNewer(request, asked, age, freshFor))
        {
            return Reuse.AskedForNewer;
        }

        if (directives.NoCache)
        {
            return Reuse.Stale;
        }

        var staleFor = -freshFor;
        return
            freshFor > TimeSpan.Zero ? Reuse.Fresh :
            !AllowsStale(directives, isExplicit: asked.MaxStale is null) ? Reuse.Stale :
            asked.MaxStale is { } most && staleFor <= most && AllowsStale(directives) ? Reuse.Fresh :
            directives.StaleWhileRevalidate is { } window && staleFor < window ? Reuse.WhileRevalidating :
            Reuse.Stale;
    }

    /// <summary>Whether a stale response may stand in for an origin that fails.</summary>
    /// <param name="request">The client's headers.</param>
    /// <param name="stored">The stored headers.</param>
    /// <param name="lifetime">How long the response was fresh; one that never was is no stand-in unless it says so.</param>
    /// <param name="staleFor">How long it has been stale.</param>
    /// <param name="options">The limit where the response names none.</param>
    public static bool MayStandIn(IHeaderDictionary request, IHeaderDictionary stored, TimeSpan lifetime, TimeSpan staleFor, HttpCachingOptions options)
    {
        var directives = ResponseDirectives.Of(stored).Directives;
        return (directives.StaleIfError ?? CacheControl.Parse(request.CacheControl).StaleIfError) is { } limit
            ? AllowsStale(directives, isExplicit: directives.StaleIfError is not null) && staleFor <= limit
            : AllowsStale(directives) && lifetime > TimeSpan.Zero && staleFor <= options.MaxStaleOnError;
    }

    /// <summary>Whether the response may be used stale at all (RFC 9111 section 4.2.4).</summary>
    /// <param name="directives">The response's directives.</param>
    /// <param name="isExplicit">
    /// Whether the origin itself allows it by a directive: then <c>s-maxage</c>, which forbids it otherwise, does not, since origins send both.
    /// </param>
    public static bool AllowsStale(CacheControl directives, bool isExplicit = false) =>
        !directives.NoCache && !directives.MustRevalidate && (isExplicit || directives.SharedMaxAge is null);

    private static bool AsksForNewer(IHeaderDictionary request, CacheControl asked, TimeSpan age, TimeSpan freshFor) =>
        asked.NoCache
        || (request.CacheControl.Count == 0 && HeaderList.Contains(request[HeaderNames.Pragma], "no-cache"))
        || age >= asked.MaxAge
        || freshFor < asked.MinFresh;
}
