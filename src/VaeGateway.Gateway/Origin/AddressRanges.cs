using System.Net;
using System.Net.Sockets;

namespace VaeGateway.Gateway.Origin;

/// <summary>Tells public addresses from those with a special meaning, by IANA's registries of special-purpose addresses (RFC 6890).</summary>
internal static class AddressRanges
{
    private static readonly IPNetwork[] SpecialIPv4 = Parse(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    // All that is allotted to the public lies in one block; within it are Teredo and other protocols, documentation, 6to4.
    private static readonly IPNetwork PublicIPv6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] SpecialIPv6 = Parse("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    public static bool IsPublic(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? IsPublic(address.MapToIPv4()) :
        address.AddressFamily == AddressFamily.InterNetwork ? !Array.Exists(SpecialIPv4, range => range.Contains(address)) :
        PublicIPv6.Contains(address) && !Array.Exists(SpecialIPv6, range => range.Contains(address));

    private static IPNetwork[] Parse(params IEnumerable<string> ranges) => [.. ranges.Select(range => IPNetwork.Parse(range))];
}
