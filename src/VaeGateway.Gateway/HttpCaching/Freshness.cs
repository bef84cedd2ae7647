using Microsoft.Net.Http.Headers;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>How old a response was when it came and for how long it is fresh (RFC 9111 section 4.2).</summary>
/// <param name="InitialAge">Its age on arrival.</param>
/// <param name="Lifetime">Its freshness lifetime, counted from its making, not from its arrival.</param>
internal readonly record struct Freshness(TimeSpan InitialAge, TimeSpan Lifetime)
{
    /// <summary>How long the response stays fresh after its arrival.</summary>
    public TimeSpan Remaining => Lifetime > InitialAge ? Lifetime - InitialAge : TimeSpan.Zero;

    /// <summary>Works out the freshness of a response.</summary>
    /// <param name="headers">Its headers.</param>
    /// <param name="requestTime">When the request was sent.</param>
    /// <param name="responseTime">When the response's head came.</param>
    /// <param name="options">What to assume where the headers are silent.</param>
    public static Freshness Of(IHeaderDictionary headers, DateTimeOffset requestTime, DateTimeOffset responseTime, HttpCachingOptions options)
    {
        var date = Date(headers, HeaderNames.Date) ?? responseTime;
        return new Freshness(
            InitialAgeOf(headers, date, requestTime, responseTime),
            Explicit(headers, date) ?? Heuristic(headers, date, options));
    }

    /// <summary>RFC 9111 section 4.2.3: the greater of what the clocks and what the Age field say.</summary>
    private static TimeSpan InitialAgeOf(
        IHeaderDictionary headers, DateTimeOffset date, DateTimeOffset requestTime, DateTimeOffset responseTime)
    {
        var byClocks = responseTime > date ? responseTime - date : TimeSpan.Zero;
        var byField = AgeOf(headers) + (responseTime - requestTime);
        return byClocks > byField ? byClocks : byField;
    }

    private static TimeSpan AgeOf(IHeaderDictionary headers) =>
        HeaderUtilities.TryParseNonNegativeInt64(headers.Age.FirstOrDefault(), out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue))
            : TimeSpan.Zero;

    /// <summary>RFC 9111 section 4.2.1: s-maxage before max-age before Expires; an Expires that is no date lies in the past.</summary>
    private static TimeSpan? Explicit(IHeaderDictionary headers, DateTimeOffset date)
    {
        var directives = CacheControl.Parse(headers.CacheControl);
        if ((directives.SharedMaxAge ?? directives.MaxAge) is { } lifetime)
        {
            return lifetime;
        }

        if (headers.Expires.Count == 0)
        {
            return null;
        }

        return Date(headers, HeaderNames.Expires) is { } expires && expires > date ? expires - date : TimeSpan.Zero;
    }

    private static TimeSpan Heuristic(IHeaderDictionary headers, DateTimeOffset date, HttpCachingOptions options)
    {
        if (Date(headers, HeaderNames.LastModified) is not { } modified || modified >= date)
        {
            return options.DefaultLifetime;
        }

        var granted = (date - modified) * options.HeuristicFraction;
        granted = granted < options.MaxHeuristicLifetime ? granted : options.MaxHeuristicLifetime;
        return granted > options.DefaultLifetime ? granted : options.DefaultLifetime;
    }

    private static DateTimeOffset? Date(IHeaderDictionary headers, string name) =>
        HeaderUtilities.TryParseDate(headers[name].FirstOrDefault(), out var date) ? date : null;
}
