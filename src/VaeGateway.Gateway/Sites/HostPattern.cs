namespace VaeGateway.Gateway.Sites;

/// <summary>Host names as the configuration gives them: whole, or <c>*.</c> and the end of a name.</summary>
internal static class HostPattern
{
    private const string Wildcard = "*.";

    public static bool IsValid(string pattern) =>
        Uri.CheckHostName(IsWildcard(pattern) ? pattern[Wildcard.Length..] : pattern) is UriHostNameType.Dns or UriHostNameType.IPv4;

    public static bool IsWildcard(string pattern) => pattern.StartsWith(Wildcard, StringComparison.Ordinal);

    public static bool Matches(string pattern, string host) =>
        IsWildcard(pattern)
            ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase) && host.Length >= pattern.Length
            : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}
