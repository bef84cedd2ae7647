namespace VaeGateway.Gateway.Delivery;

/// <summary>Where an answer from the store comes from, for its Cache-Status and the metrics.</summary>
/// <param name="Occasion">How it came to it.</param>
/// <param name="ForwardReason">Why the origin was asked, as a token of RFC 9211 section 2.2; empty if it was not.</param>
/// <param name="OriginStatus">What the origin said; null if it said nothing to this request.</param>
internal readonly record struct Provenance(Occasion Occasion, string ForwardReason = "", int? OriginStatus = null)
{
    /// <summary>As a Cache-Status field.</summary>
    /// <param name="freshFor">How long the stored response stays fresh.</param>
    /// <param name="detail">Which variant is served, or null.</param>
    public string CacheStatus(TimeSpan freshFor, string? detail) => Occasion is Occasion.Hit or Occasion.WhileRevalidating
        ? HttpCaching.CacheStatus.Hit(freshFor, detail)
        : HttpCaching.CacheStatus.Validated(ForwardReason, freshFor, OriginStatus, detail);
}
