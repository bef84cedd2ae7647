using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Origin;

/// <summary>Why a request goes to the origin and what to do with the answer. A feature of the request.</summary>
/// <param name="Key">Where the answer is stored.</param>
/// <param name="ForwardReason">Why it goes there, as a token of RFC 9211 section 2.2.</param>
/// <param name="Target">What a captured image is wanted for; null to capture none.</param>
/// <param name="WantsWhole">Whether to strip the client's conditions and range, so that the whole image comes.</param>
internal sealed record FillPlan(CacheKey Key, string ForwardReason, EncodeTarget? Target, bool WantsWhole)
{
    /// <summary>When the request was sent on, in the clock's timestamps.</summary>
    public required DateTimeOffset RequestTime { get; init; }

    /// <summary>What became of it, for the metrics: <c>null</c> for a capture, else the reason against one.</summary>
    public string? BypassReason { get; set; } = "origin-failed";
}
