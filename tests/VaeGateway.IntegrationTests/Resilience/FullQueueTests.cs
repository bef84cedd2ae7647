using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Resilience;

public sealed class FullQueueTests
{
    private const int Pictures = 12;

    [Fact]
    public async Task When_the_queue_is_full_originals_are_served_and_counted_and_encoded_later()
    {
        await using var origin = await TestOrigin.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(origin.Address, "--VaeGateway:Encoding:QueueCapacity", "1");
        for (var i = 0; i < Pictures; i++)
        {
            origin.Serve(PathOf(i), Photo.Png(i), "image/png");
        }

        var replies = await Task.WhenAll(Enumerable.Range(0, Pictures).Select(i => gateway.Client.GetAsync(PathOf(i))));

        Assert.All(replies, (reply, i) => Assert.Equal(Photo.Png(i), reply.Body));
        Assert.NotEqual(0, await Eventually.GetAsync(() => gateway.SumOfAsync("vaegateway_encode_dropped"), count => count > 0));
        for (var i = 0; i < Pictures; i++)
        {
            Assert.Equal("image/webp", (await gateway.Client.GetHitAsync(PathOf(i), "image/webp")).ContentType);
        }
    }

    private static string PathOf(int picture) => $"/{picture}.png";
}
