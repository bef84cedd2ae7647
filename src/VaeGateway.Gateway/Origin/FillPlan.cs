using Microsoft.Extensions.Primitives;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Sites;

namespace VaeGateway.Gateway.Origin;

/// <summary>Why a request goes to the origin and what to do with the answer. A feature of the request.</summary>
/// <param name="Found">What the store has.</param>
/// <param name="ForwardReason">Why it goes there, as a token of RFC 9211 section 2.2.</param>
/// <param name="RequestTime">When the request was sent on.</param>
/// <param name="Policy">What the site wants done with the answer.</param>
internal sealed record FillPlan(Found Found, string ForwardReason, DateTimeOffset RequestTime, ResponsePolicy Policy)
{
    /// <summary>Whether to ask if the stored response is still good, instead of what the client asked.</summary>
    public bool Validates { get; init; }

    /// <summary>Whether to strip the client's conditions and range, so that the whole response comes.</summary>
    public bool WantsWhole { get; init; }

    /// <summary>The latent beside which the answer is wanted as the untouched original; null to store it for itself.</summary>
    public StoredResponse? Latent { get; init; }

    /// <summary>Whether the answer may be stored.</summary>
    public bool MayStore { get; init; } = true;

    /// <summary>Those who wait for the same answer.</summary>
    public OriginFlight? Flight { get; init; }

    /// <summary>What became of it, for the metrics: <c>null</c> for a capture, else the reason against one.</summary>
    public string? BypassReason { get; set; } = "origin-failed";

    /// <summary>The stored response to answer with, where the origin left it at that.</summary>
    public Found? Outcome { get; set; }

    /// <summary>The origin's status where the client gets a stored response.</summary>
    public int? OriginStatus { get; set; }

    /// <summary>Cookies that came with a 304: for this client, not for the store.</summary>
    public StringValues Cookies { get; set; }
}
