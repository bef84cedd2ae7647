using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Negotiation;

namespace VaeGateway.Gateway.Delivery;

/// <summary>What to send to a client from the store.</summary>
/// <param name="Image">The stored image.</param>
/// <param name="Variant">The form it is sent in.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="EntityTag">Its entity tag.</param>
/// <param name="Body">The bytes; null if the client has them (304).</param>
/// <param name="Decode">How long the rendition took to get; null if none was needed.</param>
internal sealed record Answer(StoredImage Image, Variant Variant, string ContentType, string EntityTag, byte[]? Body, TimeSpan? Decode = null);
