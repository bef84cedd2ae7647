using System.Net;
using System.Net.Sockets;

namespace VaeGateway.IntegrationTests.Hosting;

/// <summary>Finds ports on 127.0.0.1 that nobody listens on.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public static Uri NextAddress() => new($"http://127.0.0.1:{Next()}");
}
