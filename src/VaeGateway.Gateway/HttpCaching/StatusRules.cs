namespace VaeGateway.Gateway.HttpCaching;

/// <summary>What status codes mean to a cache.</summary>
internal static class StatusRules
{
    // RFC 9110 section 15.1, but 206: parts are not stored.
    private static readonly HashSet<int> Heuristic = [200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501];

    // Those defined in RFC 9110, which is what "must-understand" asks for (RFC 9111 section 5.2.2.3).
    private static readonly HashSet<int> Understood =
    [
        200, 201, 202, 203, 204, 205, 300, 301, 302, 303, 307, 308,
        400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 426,
        500, 501, 502, 503, 504, 505,
    ];

    /// <summary>Whether a response without a stated lifetime may get a guessed one.</summary>
    public static bool IsHeuristicallyCacheable(int status) => Heuristic.Contains(status);

    /// <summary>Whether this cache knows the status's own rules.</summary>
    public static bool IsUnderstood(int status) => Understood.Contains(status);

    /// <summary>
    /// Whether the response is final and the URL's own: no part, and no answer to a condition, a range, an expectation or the form of the one
    /// request. Of the last kind are headers that an origin finds too large: one client must not be able to keep others from the page.
    /// </summary>
    public static bool IsComplete(int status) => status is >= 200 and not (206 or 304 or 400 or 408 or 411 or 412 or 413 or 416 or 417 or 431);

    /// <summary>Whether what was stored of the URL must not come back after this answer, even where the answer itself is not stored.</summary>
    public static bool Supersedes(int status) => IsComplete(status) && (IsNoError(status) || status is 404 or 410);

    /// <summary>Whether a stored response may stand in for this one (RFC 5861 section 4).</summary>
    public static bool IsServerError(int status) => status is 500 or 502 or 503 or 504;

    /// <summary>Whether a request with this answer had its effect (RFC 9111 section 4.4).</summary>
    public static bool IsNoError(int status) => status is >= 200 and < 400;
}
