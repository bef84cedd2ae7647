using System.Globalization;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Values of the Cache-Status field (RFC 9211).</summary>
internal static class CacheStatus
{
    public const string HeaderName = "Cache-Status";

    private const string CacheName = "VaeGateway";

    /// <summary>Answered from the store.</summary>
    /// <param name="freshFor">How long the stored response stays fresh.</param>
    /// <param name="detail">Which variant was served, or null.</param>
    public static string Hit(TimeSpan freshFor, string? detail) => $"{CacheName}; hit; {Ttl(freshFor)}{Detail(detail)}";

    /// <summary>Answered from the store after the origin was asked, or after another request had asked it.</summary>
    /// <param name="reason">Why it was asked, as a token of RFC 9211 section 2.2.</param>
    /// <param name="freshFor">How long the stored response stays fresh now.</param>
    /// <param name="originStatus">What the origin said; null if it said nothing to this request.</param>
    /// <param name="detail">Which variant was served, or null.</param>
    public static string Validated(string reason, TimeSpan freshFor, int? originStatus, string? detail)
    {
        var asked = originStatus is { } status ? string.Create(CultureInfo.InvariantCulture, $"fwd-status={status}") : "collapsed";
        return $"{CacheName}; fwd={reason}; {asked}; {Ttl(freshFor)}{Detail(detail)}";
    }

    /// <summary>Answered by the origin.</summary>
    /// <param name="reason">A token of RFC 9211 section 2.2, such as <c>uri-miss</c> or <c>bypass</c>.</param>
    /// <param name="stored">Whether the response is on its way into the store.</param>
    /// <param name="detail">Why not, as a token; optional.</param>
    public static string Forwarded(string reason, bool stored, string? detail = null) =>
        $"{CacheName}; fwd={reason}{(stored ? "; stored" : "")}{Detail(detail)}";

    private static string Ttl(TimeSpan freshFor) => string.Create(CultureInfo.InvariantCulture, $"ttl={(long)freshFor.TotalSeconds}");

    private static string Detail(string? detail) => detail is null ? "" : $"; detail={detail}";
}
