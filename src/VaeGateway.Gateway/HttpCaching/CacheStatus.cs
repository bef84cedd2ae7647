using System.Globalization;

namespace VaeGateway.Gateway.HttpCaching;

/// <summary>Values of the Cache-Status field (RFC 9211).</summary>
internal static class CacheStatus
{
    public const string HeaderName = "Cache-Status";

    private const string CacheName = "VaeGateway";

    /// <summary>Answered from the store.</summary>
    /// <param name="freshFor">How long the stored response stays fresh.</param>
    /// <param name="variant">Which variant was served.</param>
    public static string Hit(TimeSpan freshFor, string variant) =>
        string.Create(CultureInfo.InvariantCulture, $"{CacheName}; hit; ttl={(long)freshFor.TotalSeconds}; detail={variant}");

    /// <summary>Answered by the origin.</summary>
    /// <param name="reason">A token of RFC 9211 section 2.2, such as <c>uri-miss</c> or <c>bypass</c>.</param>
    /// <param name="stored">Whether the response is on its way into the store.</param>
    /// <param name="detail">Why not, as a token; optional.</param>
    public static string Forwarded(string reason, bool stored, string? detail = null) =>
        $"{CacheName}; fwd={reason}{(stored ? "; stored" : "")}{(detail is null ? "" : $"; detail={detail}")}";
}
