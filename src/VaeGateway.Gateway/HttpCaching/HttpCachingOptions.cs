using System.ComponentModel.DataAnnotations;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>How long responses count as fresh where the origin does not say, and other choices that the standard leaves to a cache.</summary>
public sealed class HttpCachingOptions
{
    /// <summary>Lifetime of an image that says nothing about its freshness, and the least that the heuristic grants it. Other content gets none.</summary>
    /// <value>Default: 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan DefaultLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Share of a response's age since Last-Modified that it is taken to stay fresh for (RFC 9111 section 4.2.2).</summary>
    /// <value>Default: 0.1.</value>
    [Range(0.0, 1.0)]
    public double HeuristicFraction { get; set; } = 0.1;

    /// <summary>The most that the heuristic grants.</summary>
    /// <value>Default: 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan MaxHeuristicLifetime { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The most that the heuristic grants an error.</summary>
    /// <value>Default: 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan MaxHeuristicErrorLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The most that any response counts as fresh for, whatever it says itself.</summary>
    /// <value>Default: 365 days.</value>
    [Range(typeof(TimeSpan), "00:00:00", "36500.00:00:00")]
    public TimeSpan MaxLifetime { get; set; } = TimeSpan.FromDays(365);

    /// <summary>How long a stale response is kept, to be validated or to stand in for an origin that fails.</summary>
    /// <value>Default: 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan KeepStale { get; set; } = TimeSpan.FromDays(1);

    /// <summary>For how long a stale response stands in for an origin that fails, where the response does not say (<c>stale-if-error</c>).</summary>
    /// <value>Default: 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan MaxStaleOnError { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a request waits for another that fetches the same; zero to let each ask the origin itself.</summary>
    /// <value>Default: 3 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan CollapseTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Time for a refresh in the background (<c>stale-while-revalidate</c>).</summary>
    /// <value>Default: 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan RefreshTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether a response that sets a cookie may be stored and its cookie given to everyone. The standard allows it;
    /// off, since origins that mean one visitor often forget to say so.
    /// </summary>
    /// <value>Default: false.</value>
    public bool StoreSetCookie { get; set; }

    /// <summary>
    /// Whether a client's <c>no-cache</c>, <c>max-age</c> and <c>min-fresh</c> force a fetch from the origin.
    /// Off as in other shared caches, so that clients can't make the gateway work at will.
    /// </summary>
    /// <value>Default: false.</value>
    public bool HonorClientNoCache { get; set; }
}
