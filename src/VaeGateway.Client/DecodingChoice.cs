namespace VaeGateway.Client;

/// <summary>What a request wishes of <see cref="LatentDecodingHandler"/>; it travels in the request's options, through whatever handlers lie between.</summary>
internal sealed class DecodingChoice
{
    private static readonly HttpRequestOptionsKey<DecodingChoice> Key = new("VaeGateway.Client.DecodingChoice");

    /// <summary>Whether no latent is to be asked for.</summary>
    public bool OrdinaryOnly { get; init; }

    /// <summary>Set by the handler when it leaves the decoding of a latent to whoever made the request.</summary>
    public Decoding? Left { get; set; }

    public static DecodingChoice? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var choice) ? choice : null;

    public void AttachTo(HttpRequestMessage request) => request.Options.Set(Key, this);
}
