using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Sites;

/// <summary>What to do with the responses of a path.</summary>
/// <param name="Quality">Quality of the latents, 0 to 63.</param>
/// <param name="Target">What they have to meet in place of that.</param>
/// <param name="MayEncode">Whether an image may become a latent at all.</param>
/// <param name="Caching">How long responses count as fresh.</param>
internal sealed record ResponsePolicy(int Quality, QualityTarget Target, bool MayEncode, HttpCachingOptions Caching);
