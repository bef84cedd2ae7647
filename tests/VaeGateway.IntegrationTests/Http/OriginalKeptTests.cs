using VaeGateway.Imaging;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Http;

/// <summary>Images that a latent would serve worse are kept and served as they came.</summary>
[Collection(Site.Collection)]
public sealed class OriginalKeptTests(Site site)
{
    /// <summary>A PNG of one pixel: 69 bytes, less than any JPEG.</summary>
    private static readonly byte[] OnePixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC");

    [Fact]
    public async Task A_picture_too_small_for_a_jpeg()
    {
        site.Origin.Serve("/kept/one-pixel.png", OnePixel, "image/png");

        var reply = await site.Client.GetHitAsync("/kept/one-pixel.png", "*/*");

        Assert.Equal(("image/png", "Accept"), (reply.ContentType, reply.Field("Vary")));
        Assert.Equal(OnePixel, reply.Body);
        Assert.True((await site.Client.GetHitAsync("/kept/one-pixel.png", "image/webp")).Body.Length <= OnePixel.Length);
        Assert.True((await site.Client.GetHitAsync("/kept/one-pixel.png", site.Gateway.AcceptLatent)).Body.Length <= OnePixel.Length);
    }

    [Fact]
    public async Task A_graphic_goes_out_without_loss()
    {
        var png = Photo.ChequeredPng();
        site.Origin.Serve("/kept/graphic.png", png, "image/png");

        var webP = await site.Client.GetHitAsync("/kept/graphic.png", "image/webp");
        Assert.Equal("image/webp", webP.ContentType);
        Assert.Contains("guard;desc=\"webp, lossless, ", webP.Field("Server-Timing"), StringComparison.Ordinal);
        Assert.True(webP.Body.Length < png.Length);
        Assert.Equal(Pixels(png), Pixels(webP.Body));

        var original = await site.Client.GetAsync("/kept/graphic.png", "*/*");
        Assert.Equal(("image/png", "Accept"), (original.ContentType, original.Field("Vary")));
        Assert.Equal(png, original.Body);
    }

    [Fact]
    public Task A_picture_that_a_latent_cannot_show() => AssertKeptAsync("/kept/noise.png", Photo.NoisePng(1));

    private static byte[] Pixels(byte[] image) => ImageReader.Decode(image, new ImageLimits()).Samples;

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
