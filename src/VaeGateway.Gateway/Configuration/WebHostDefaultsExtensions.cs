using System.Net.Sockets;

namespace VaeGateway.Gateway.Configuration;

/// <summary>How the web server behaves where nobody says otherwise.</summary>
internal static class WebHostDefaultsExtensions
{
    private const string DefaultUrl = "http://localhost:8080";

    public static void UseGatewayDefaults(this WebApplicationBuilder builder)
    {
        var addresses = new[] { WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey };
        if (addresses.All(key => string.IsNullOrEmpty(builder.Configuration[key])))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // Header fields may carry bytes beyond ASCII (RFC 9110 section 5.5); a proxy hands them on.
            kestrel.RequestHeaderEncodingSelector = static _ => System.Text.Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = static _ => System.Text.Encoding.Latin1;

            // How much may be uploaded is for the origin to say.
            kestrel.Limits.MaxRequestBodySize = null;
        });
    }

    /// <summary>Listens until told to stop.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunToEndAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is IOException or SocketException or FormatException or InvalidOperationException)
        {
            StartupCheck.Print([$"--urls: {e.Message}"]);
            return ExitCode.BadConfiguration;
        }

        await app.WaitForShutdownAsync();
        return ExitCode.Success;
    }
}
