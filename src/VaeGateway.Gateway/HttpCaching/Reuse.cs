namespace VaeGateway.Gateway.HttpCaching;

/// <summary>What a stored response is good for.</summary>
internal enum Reuse
{
    /// <summary>It answers the request.</summary>
    Fresh,

    /// <summary>It answers the request, and is to be refreshed meanwhile.</summary>
    WhileRevalidating,

    /// <summary>The origin is to be asked first.</summary>
    Stale,

    /// <summary>It is fresh, but the client wants a newer one.</summary>
    AskedForNewer,
}
