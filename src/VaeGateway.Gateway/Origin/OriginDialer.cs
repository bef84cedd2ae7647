using System.Net;
using System.Net.Sockets;

namespace VaeGateway.Gateway.Origin;

/// <summary>
/// Connects to origins. Which address a name leads to is looked at when it is dialled, not before, so that a name can't turn to the
/// inside of the network later.
/// </summary>
/// <param name="resolve">Finds the addresses of a name.</param>
internal sealed class OriginDialer(Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    private const string Localhost = "localhost";

    /// <summary>Connects.</summary>
    /// <param name="target">Host and port.</param>
    /// <param name="allowsPrivate">Whether the name may lead to an address that is not public. A literal address, and localhost, are evidently meant.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="HttpRequestException">No address may be dialled.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool allowsPrivate, CancellationToken cancellation)
    {
        var addresses = await FindAsync(target.Host, allowsPrivate, cancellation);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The addresses of a host that may be dialled.</summary>
    internal async Task<IPAddress[]> FindAsync(string host, bool allowsPrivate, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        var found = await resolve(host, cancellation);
        var isMeant = allowsPrivate || host.Equals(Localhost, StringComparison.OrdinalIgnoreCase);
        IPAddress[] allowed = isMeant ? found : [.. found.Where(AddressRanges.IsPublic)];
        return allowed.Length > 0
            ? allowed
            : throw new HttpRequestException(
                HttpRequestError.ConnectionError,
                $"The origin {host} leads to {string.Join(", ", found.Select(address => address.ToString()))}, which is not public. "
                + "If that is meant, set AllowPrivateAddresses for it.");
    }
}
