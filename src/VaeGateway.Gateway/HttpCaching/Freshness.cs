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
    /// <param name="status">Its status code.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="requestTime">When the request was sent.</param>
    /// <param name="responseTime">When the response's head came.</param>
    /// <param name="options">What to assume where the headers are silent.</param>
    public static Freshness Of(
        int status, IHeaderDictionary headers, DateTimeOffset requestTime, DateTimeOffset responseTime, HttpCachingOptions options)
    {
        var date = HttpDate.Of(headers, HeaderNames.Date) ?? responseTime;
        var lifetime = Explicit(headers, date) ?? Heuristic(status, headers, date, options);
        return new Freshness(
            InitialAgeOf(headers, date, requestTime, responseTime), lifetime < options.MaxLifetime ? lifetime : options.MaxLifetime);
    }

    /// <summary>Whether the response says itself how long it is fresh.</summary>
    public static bool IsExplicit(IHeaderDictionary headers) => Explicit(headers, DateTimeOffset.UnixEpoch) is not null;

    /// <summary>RFC 9111 section 4.2.3: the greater of what the clocks and what the Age field say.</summary>
    private static TimeSpan InitialAgeOf(
        IHeaderDictionary headers, DateTimeOffset date, DateTimeOffset requestTime, DateTimeOffset responseTime)
    {
        // Date tells whole seconds only; what is less than one may be no age at all.
        var byClocks = responseTime > date ? TimeSpan.FromSeconds(Math.Floor((responseTime - date).TotalSeconds)) : TimeSpan.Zero;
        var byField = AgeOf(headers) + (responseTime - requestTime);
        return byClocks > byField ? byClocks : byField;
    }

    // Several values are an error of the sender; the first is the nearest sender's (RFC 9111 section 5.1).
    private static TimeSpan AgeOf(IHeaderDictionary headers) =>
        DeltaSeconds.Parse(HeaderList.Split(headers.Age).FirstOrDefault()) ?? TimeSpan.Zero;

    /// <summary>RFC 9111 section 4.2.1: s-maxage before max-age before Expires; an Expires that is no date lies in the past.</summary>
    private static TimeSpan? Explicit(IHeaderDictionary headers, DateTimeOffset date)
    {
        var (directives, isTargeted) = ResponseDirectives.Of(headers);
        if ((directives.SharedMaxAge ?? directives.MaxAge) is { } lifetime)
        {
            return lifetime;
        }

        if (headers.Expires.Count == 0 || isTargeted)
        {
            return null;
        }

        return HttpDate.Of(headers, HeaderNames.Expires) is { } expires && expires > date ? expires - date : TimeSpan.Zero;
    }

    private static TimeSpan Heuristic(int status, IHeaderDictionary headers, DateTimeOffset date, HttpCachingOptions options)
    {
        if (!StatusRules.IsHeuristicallyCacheable(status) && !ResponseDirectives.Of(headers).Directives.Public)
        {
            return TimeSpan.Zero;
        }

        // Pages that say nothing are often made for one visitor; images hardly ever are.
        var least = status == StatusCodes.Status200OK && ImageTypes.IsEncodable(headers.ContentType) ? options.DefaultLifetime : TimeSpan.Zero;
        if (HttpDate.Of(headers, HeaderNames.LastModified) is not { } modified || modified >= date)
        {
            return least;
        }

        var most = status >= StatusCodes.Status400BadRequest ? options.MaxHeuristicErrorLifetime : options.MaxHeuristicLifetime;
        var granted = (date - modified) * options.HeuristicFraction;
        granted = granted < most ? granted : most;
        return granted > least ? granted : least;
    }
}
