namespace VaeGateway.Gateway.Delivery;

/// <summary>How it came that a request is answered from the store.</summary>
internal enum Occasion
{
    /// <summary>What is stored may be sent without asking the origin.</summary>
    Hit,

    /// <summary>The origin is asked meanwhile (<c>stale-while-revalidate</c>).</summary>
    WhileRevalidating,

    /// <summary>Another request had just fetched it.</summary>
    Collapsed,

    /// <summary>The origin said that it is good still.</summary>
    Validated,

    /// <summary>The origin failed, and what is stored stands in for it (<c>stale-if-error</c>).</summary>
    OnError,
}
