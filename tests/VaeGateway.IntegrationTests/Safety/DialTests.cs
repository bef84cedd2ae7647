using System.Net;
using VaeGateway.Gateway.Origin;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Safety;

/// <summary>A name that leads into the private network is not dialled unless that is meant.</summary>
public sealed class DialTests
{
    // This machine's own name leads to itself, which is not public on any machine behind a router or in a container.
    private static readonly string Inside = Dns.GetHostName();

    [Theory]
    [InlineData(false, HttpStatusCode.BadGateway)]
    [InlineData(true, HttpStatusCode.OK)]
    public async Task An_origin_inside_must_be_allowed(bool isAllowed, HttpStatusCode expected)
    {
        var addresses = await Dns.GetHostAddressesAsync(Inside);
        Assert.DoesNotContain(addresses, AddressRanges.IsPublic);
        await using var origin = await TestOrigin.StartAsync(IPAddress.Any);
        origin.Serve("/page", "a page"u8.ToArray(), "text/plain");
        await using var gateway = await GatewayProcess.StartAsync(
            new Uri($"http://{Inside}:{origin.Address.Port}"), "--VaeGateway:Origin:AllowPrivateAddresses", $"{isAllowed}", "--Logging:LogLevel:Yarp", "Information");

        var reply = await gateway.Client.GetAsync("/page");

        Assert.Equal(expected, reply.Status);
        Assert.Equal(isAllowed ? 1 : 0, origin.RequestsTo("/page").Count);
        if (!isAllowed)
        {
            Assert.Contains("which is not public. If that is meant, set AllowPrivateAddresses", gateway.Log, StringComparison.Ordinal);
        }
    }
}
