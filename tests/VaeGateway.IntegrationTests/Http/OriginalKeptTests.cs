using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Http;

/// <summary>Images that a latent would serve worse are kept and served as they came.</summary>
[Collection(Site.Collection)]
public sealed class OriginalKeptTests(Site site)
{
    /// <summary>A PNG of one pixel: 67 bytes, less than any container.</summary>
    private static readonly byte[] OnePixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC");

    [Fact]
    public Task A_picture_too_small_to_save_on() => AssertKeptAsync("/kept/one-pixel.png", OnePixel);

    [Fact]
    public Task A_picture_that_a_latent_cannot_show() => AssertKeptAsync("/kept/noise.png", Photo.NoisePng(1));

    private async Task AssertKeptAsync(string path, byte[] png)
    {
        site.Origin.Serve(path, png, "image/png");
        await site.Client.GetHitAsync(path, "image/webp");
        var asked = site.Origin.RequestsTo(path).Count;

        foreach (var accept in new[] { site.Gateway.AcceptLatent, "image/webp", "*/*" })
        {
            var reply = await site.Client.GetAsync(path, accept);
            Assert.True(reply.IsHit);
            Assert.Contains("detail=original", reply.CacheStatus, StringComparison.Ordinal);
            Assert.Equal("image/png", reply.ContentType);
            Assert.Equal(png, reply.Body);
            Assert.Equal("Accept", reply.Field("Vary"));
        }

        Assert.Equal(asked, site.Origin.RequestsTo(path).Count);
    }
}
