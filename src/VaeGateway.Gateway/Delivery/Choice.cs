using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Delivery;

/// <summary>What to do with a request for a stored image: answer it, or ask the origin.</summary>
/// <param name="Answer">The answer; null to ask the origin.</param>
/// <param name="ForwardReason">Why to ask, as a token.</param>
/// <param name="Key">Where the origin's answer would go.</param>
/// <param name="Target">What it would be wanted for; null to leave the store as it is.</param>
internal readonly record struct Choice(Answer? Answer, string ForwardReason, CacheKey Key, EncodeTarget? Target)
{
    public static Choice Serve(Answer answer) => new(answer, "", default, null);

    public static Choice Ask(string reason) => new(null, reason, default, null);

    public static Choice AskAndKeep(string reason, CacheKey key, EncodeTarget target) => new(null, reason, key, target);
}
