using VaeGateway.IntegrationTests.Hosting;
using VaeGateway.IntegrationTests.Sdk;

namespace VaeGateway.IntegrationTests.Redis;

public sealed class DamagedLatentForSdkTests(RedisSite site) : IClassFixture<RedisSite>, IDisposable
{
    private readonly string _cache = Directory.CreateTempSubdirectory("models").FullName;

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.5)]
    public async Task An_sdk_client_that_gets_a_damaged_latent_still_gets_the_picture(double position)
    {
        var (path, png) = ($"/damaged-{position}.png", Photo.Png(110));
        await site.Redis.ClearAsync();
        site.Origin.Serve(path, png, "image/png");
        await site.Client.GetHitAsync(path, site.Gateway.AcceptLatent);
        await site.Redis.RewriteAllAsync(entry => DamagedLatent.In(entry, position));
        using var client = new SdkClient(site.Gateway.Address, _cache);

        var reply = await client.GetAsync(path);

        Assert.Equal(png, reply.Body);
        var asked = client.Sent.Where(request => request.Contains(path, StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, asked.Length);
        Assert.Contains("latent", asked[0], StringComparison.Ordinal);
        Assert.DoesNotContain("latent", asked[1], StringComparison.Ordinal);
        site.Gateway.AssertAlive();
    }

    public void Dispose() => Directory.Delete(_cache, recursive: true);
}
