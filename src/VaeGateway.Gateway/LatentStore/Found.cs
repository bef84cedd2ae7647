using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>What the store has for a request.</summary>
/// <param name="Key">Key of the URL.</param>
/// <param name="ResponseKey">Key of the response; that of the URL if there is none.</param>
/// <param name="Response">The response, fresh or stale; null if there is none.</param>
/// <param name="Index">The variants of the URL; null if its responses do not vary.</param>
/// <param name="Epoch">Number of the newest purge known then: what is asked for on this ground can't outlive a later one.</param>
internal sealed record Found(CacheKey Key, CacheKey ResponseKey, StoredResponse? Response, VariantIndex? Index, long Epoch);
