using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Negotiation;

namespace VaeGateway.Gateway.Delivery;

/// <summary>What to send to a client from the store.</summary>
/// <param name="Response">The stored response.</param>
/// <param name="Variant">The form in which an image is sent; null if it is none.</param>
/// <param name="ContentType">Media type of what is sent.</param>
/// <param name="EntityTag">Its entity tag; empty if it has none.</param>
/// <param name="Body">The bytes; null if the client has them (304).</param>
/// <param name="Decode">How long the rendition took to get; null if none was needed.</param>
internal sealed record Answer(StoredResponse Response, Variant? Variant, string ContentType, string EntityTag, byte[]? Body, TimeSpan? Decode = null)
{
    /// <summary>What is sent, as a token: the variant, or that the original goes out as long as its latent is in the making.</summary>
    public string? Detail => Response.Form == BodyForm.Encoding ? "encoding" : Variant?.ToToken();
}
