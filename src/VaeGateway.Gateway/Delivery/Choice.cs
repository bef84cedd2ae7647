using VaeGateway.Gateway.LatentStore;

namespace VaeGateway.Gateway.Delivery;

/// <summary>What to do with a request for a stored response: answer it, or ask the origin.</summary>
/// <param name="Answer">The answer; null to ask the origin.</param>
/// <param name="ForwardReason">Why to ask, as a token.</param>
/// <param name="Latent">The latent beside which the origin's answer is wanted as the untouched original, if it is.</param>
/// <param name="MayStore">Whether the origin's answer may be stored.</param>
internal readonly record struct Choice(Answer? Answer, string ForwardReason, StoredResponse? Latent, bool MayStore)
{
    public static Choice Serve(Answer answer) => new(answer, "", null, MayStore: true);

    /// <summary>Ask, and leave the store as it is.</summary>
    public static Choice Ask(string reason) => new(null, reason, null, MayStore: false);

    /// <summary>Ask, and store the answer anew.</summary>
    public static Choice AskAnew(string reason) => new(null, reason, null, MayStore: true);

    /// <summary>Ask, and store the answer beside the latent.</summary>
    public static Choice AskOriginal(StoredResponse latent) => new(null, "vary-miss", latent, MayStore: true);
}
