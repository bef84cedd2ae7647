namespace VaeGateway.Gateway.Negotiation;

/// <summary>What a request is likely to ask for, told before the response is known.</summary>
internal enum RequestKind
{
    /// <summary>An image, by its file extension or its Accept header.</summary>
    Image,

    /// <summary>Possibly an image: no extension, and everything accepted.</summary>
    Unknown,

    /// <summary>Something else; it goes to the origin as it is.</summary>
    Other,
}
