using System.ComponentModel.DataAnnotations;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>How long responses count as fresh where the origin does not say.</summary>
public sealed class HttpCachingOptions
{
    /// <summary>Lifetime of a response that says nothing about its freshness, and the least that the heuristic grants.</summary>
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

    /// <summary>
    /// Whether a client's <c>Cache-Control: no-cache</c> forces a fetch from the origin and a new encode.
    /// Off as in other shared caches, so that clients can't make the gateway work at will.
    /// </summary>
    /// <value>Default: false.</value>
    public bool HonorClientNoCache { get; set; }
}
