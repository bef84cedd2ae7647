namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Whether a response may be stored, or the first reason against it.</summary>
internal enum Storability
{
    /// <summary>It may be stored.</summary>
    Storable,

    /// <summary>The request's method is not one whose answers are stored.</summary>
    Method,

    /// <summary>The status stands for no complete answer, or is not known well enough.</summary>
    Status,

    /// <summary>The request or the response forbids storing (<c>no-store</c>).</summary>
    NoStore,

    /// <summary>The response is for one user (<c>private</c>, or RFC 9111 section 3.5: the request carried Authorization).</summary>
    Private,

    /// <summary>The response sets a cookie.</summary>
    SetCookie,

    /// <summary>The body ends where the connection ends, so that a whole one can't be told from a cut one.</summary>
    Endless,

    /// <summary>The response varies by what no cache can know (<c>Vary: *</c>).</summary>
    Vary,

    /// <summary>The response is not fresh and could not be validated either.</summary>
    NotFresh,
}
