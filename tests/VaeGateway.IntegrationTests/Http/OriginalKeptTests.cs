using VaeGateway.Imaging;
using VaeGateway.Imaging.Metrics;
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
    public async Task A_transparent_picture_goes_out_as_AVIF_as_WebP_or_as_it_is()
    {
        var png = Photo.CutoutPng();
        site.Origin.Serve("/kept/cutout.png", png, "image/png");

        var avif = await site.Client.GetHitAsync("/kept/cutout.png", "image/avif,image/webp,image/*,*/*;q=0.8");
        var webP = await site.Client.GetAsync("/kept/cutout.png", "image/webp,*/*");
        var original = await site.Client.GetAsync("/kept/cutout.png", "*/*");

        Assert.Equal(("image/avif", "image/webp", "image/png"), (avif.ContentType, webP.ContentType, original.ContentType));
        Assert.All(new[] { avif, webP, original }, reply => Assert.Equal("Accept", reply.Field("Vary")));
        Assert.Contains("detail=avif", avif.CacheStatus, StringComparison.Ordinal);
        Assert.Contains("guard;desc=\"avif, quality 70, ", avif.Field("Server-Timing"), StringComparison.Ordinal);
        Assert.Contains("decode;dur=", webP.Field("Server-Timing"), StringComparison.Ordinal);
        Assert.Equal(3, new[] { avif, webP, original }.Select(reply => reply.Field("ETag")).Distinct().Count());
        Assert.Equal(png, original.Body);
        Assert.True(avif.Body.Length < webP.Body.Length && webP.Body.Length < png.Length, $"{avif.Body.Length}, {webP.Body.Length}, {png.Length} bytes");
        AssertLooksLike(png, avif.Body, "heif");
        AssertLooksLike(png, webP.Body, "webp");

        var again = await site.Client.GetAsync("/kept/cutout.png", "image/avif", ("If-None-Match", avif.Field("ETag")));
        Assert.Equal(System.Net.HttpStatusCode.NotModified, again.Status);
    }

    [Fact]
    public Task A_picture_that_a_latent_cannot_show() => AssertKeptAsync("/kept/noise.png", Photo.NoisePng(1));

    private static void AssertLooksLike(byte[] expected, byte[] image, string loader)
    {
        var (before, after) = (ImageReader.DecodePicture(expected, new ImageLimits()), ImageReader.DecodePicture(image, new ImageLimits()));
        Assert.Equal(loader, ImageReader.ReadInfo(image, new ImageLimits()).Loader);
        Assert.All(new byte[] { 0, 255 }, ground => Assert.InRange(PeakSignalToNoise.Of(before.Over(ground), after.Over(ground)), 30, 60));
    }

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
