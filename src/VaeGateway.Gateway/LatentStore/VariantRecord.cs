using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>One variant in the index of its URL.</summary>
/// <param name="Id">Id of the response, which names its key.</param>
/// <param name="Choice">What a request must say to get it.</param>
/// <param name="Language">Its Content-Language; empty if it has none.</param>
/// <param name="EntityTag">The origin's entity tag; empty if it has none.</param>
/// <param name="ExpiresAt">When the store forgets it.</param>
internal sealed record VariantRecord(ulong Id, VariantChoice Choice, string Language, string EntityTag, DateTimeOffset ExpiresAt);
