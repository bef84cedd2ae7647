using System.Net;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Resilience;

public sealed class DrainTests
{
    [Fact]
    public async Task Told_to_end_the_gateway_takes_nothing_new_and_finishes_what_is_under_way()
    {
        var (png, rest) = (Photo.Png(300), new TaskCompletionSource());
        await using var origin = await TestOrigin.StartAsync();
        origin.Map("/slow.png", Answers.InTwoParts(png, "image/png", rest.Task));
        await using var gateway = await GatewayProcess.StartAsync(origin.Address);
        using var response = await gateway.Client.Http.GetAsync("/slow.png", HttpCompletionOption.ResponseHeadersRead);

        await gateway.TerminateAsync();
        await Eventually.GetAsync(() => RefusesAsync(gateway.Address), refuses => refuses);
        rest.SetResult();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(png, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(0, await gateway.WaitForExitAsync(TimeSpan.FromSeconds(30)));
    }

    private static async Task<bool> RefusesAsync(Uri address)
    {
        using var stranger = new HttpClient(PlainClient.NewHandler());
        try
        {
            using var response = await stranger.GetAsync(new Uri(address, "/health/live"));
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }
}
