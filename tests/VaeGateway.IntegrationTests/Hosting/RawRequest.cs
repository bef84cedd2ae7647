using System.Net.Sockets;
using System.Text;

namespace VaeGateway.IntegrationTests.Hosting;

/// <summary>Sends a path byte for byte, which <see cref="HttpClient"/> would tidy up first.</summary>
internal static class RawRequest
{
    public static async Task<int> GetStatusAsync(Uri address, string path)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var statusLine = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10));
        return int.Parse(statusLine!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
