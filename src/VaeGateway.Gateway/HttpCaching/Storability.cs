namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Whether a response may be stored, or the first reason against it.</summary>
internal enum Storability
{
    /// <summary>It may be stored.</summary>
    Storable,

    /// <summary>The request was not a GET.</summary>
    Method,

    /// <summary>The status is not 200; a 206 is a part and a 304 has no body.</summary>
    Status,

    /// <summary>The content is no image that can be encoded.</summary>
    ContentType,

    /// <summary>The request or the response forbids storing (<c>no-store</c>).</summary>
    NoStore,

    /// <summary>The response is for one user (<c>private</c>, or RFC 9111 section 3.5: the request carried Authorization).</summary>
    Private,

    /// <summary>The response sets a cookie.</summary>
    SetCookie,

    /// <summary>The content is compressed on top.</summary>
    ContentEncoding,

    /// <summary>The body ends where the connection ends, so that a whole one can't be told from a cut one.</summary>
    Endless,

    /// <summary>The origin forbids to change the content (RFC 9110 section 7.7).</summary>
    NoTransform,

    /// <summary>The response varies by a request header that is not in the key.</summary>
    Vary,

    /// <summary>The response is not fresh, or must be revalidated before each use.</summary>
    NotFresh,
}
