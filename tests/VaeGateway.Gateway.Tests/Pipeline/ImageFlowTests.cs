using System.Net;
using VaeGateway.Codec;
using VaeGateway.Gateway.Tests.Support;
using VaeGateway.Imaging;

namespace VaeGateway.Gateway.Tests.Pipeline;

public sealed class ImageFlowTests : IDisposable
{
    private const string LatentAccept = LatentFormat.MediaType + ";model=\"block\", image/webp, */*;q=0.8";
    private readonly GatewayHost _gateway = new();

    public ImageFlowTests() => _gateway.Origin.Answer = _ => StubOrigin.Image(TestImages.EasyPng);

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task A_miss_gives_the_origins_bytes()
    {
        using var response = await _gateway.GetAsync("/a.png");

        Assert.Equal(TestImages.EasyPng, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Accept", Header(response, "Vary"));
        Assert.Equal("VaeGateway; fwd=uri-miss; stored", Header(response, "Cache-Status"));
        Assert.Contains("cache;desc=\"miss\"", Header(response, "Server-Timing"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "image/jpeg", "jpeg")]
    [InlineData("image/webp,*/*", "image/webp", "webp")]
    [InlineData("image/vnd.vaegateway.latent;model=\"other\", */*", "image/jpeg", "jpeg")]
    public async Task A_hit_gives_an_ordinary_image(string? accept, string mediaType, string loader)
    {
        await _gateway.FillAsync("/a.png");
        using var response = await _gateway.GetAsync("/a.png", accept);
        var body = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(loader, ImageReader.ReadInfo(body, new ImageLimits()).Loader);
        Assert.Equal(body.Length, response.Content.Headers.ContentLength);
        Assert.Contains("VaeGateway; hit; ttl=", Header(response, "Cache-Status"), StringComparison.Ordinal);
        Assert.Contains("decode;dur=", Header(response, "Server-Timing"), StringComparison.Ordinal);
        Assert.Equal("Accept", Header(response, "Vary"));
        Assert.NotNull(response.Headers.Age);
        Assert.Single(_gateway.Origin.Requests);
    }

    [Fact]
    public async Task A_hit_gives_the_latent_to_who_asks_for_it()
    {
        await _gateway.FillAsync("/a.png");
        using var response = await _gateway.GetAsync("/a.png", LatentAccept);
        var decoded = new LatentDecoder(new BlockModel()).Decode(await response.Content.ReadAsByteArrayAsync());

        Assert.Equal("image/vnd.vaegateway.latent; model=\"block\"", response.Content.Headers.ContentType!.ToString());
        Assert.Equal((640, 480), (decoded.Image.Width, decoded.Image.Height));
        Assert.True(decoded.IsComplete);
    }

    [Fact]
    public async Task Each_variant_has_its_own_tag_and_its_304()
    {
        await _gateway.FillAsync("/a.png");
        List<string> tags = [];
        foreach (var accept in new[] { LatentAccept, "image/webp", "image/jpeg" })
        {
            using var first = await _gateway.GetAsync("/a.png", accept);
            tags.Add(first.Headers.ETag!.Tag);
            Assert.False(first.Headers.ETag.IsWeak);

            using var second = await _gateway.GetAsync("/a.png", accept, ("If-None-Match", tags[^1]));
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
            Assert.Equal(tags[^1], second.Headers.ETag!.Tag);
            Assert.Empty(await second.Content.ReadAsByteArrayAsync());
        }

        Assert.Equal(3, tags.Distinct().Count());
    }

    [Fact]
    public async Task Head_is_get_without_the_body()
    {
        await _gateway.FillAsync("/a.png");
        using var get = await _gateway.GetAsync("/a.png");
        using var head = await _gateway.SendAsync(HttpMethod.Head, "/a.png");

        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_origin_sees_neither_latents_nor_conditions_nor_overrides()
    {
        using var response = await _gateway.GetAsync(
            "/a.png", LatentAccept, ("Range", "bytes=0-9"), ("If-None-Match", "\"x\""), ("X-Original-URL", "/evil.png"), ("Accept-Encoding", "br"));
        var asked = Assert.Single(_gateway.Origin.Requests);

        Assert.Equal("image/webp, */*; q=0.8", asked.Headers.Accept.ToString());
        Assert.Null(asked.Headers.Range);
        Assert.Empty(asked.Headers.IfNoneMatch);
        Assert.False(asked.Headers.Contains("X-Original-URL"));
        Assert.Equal("br", asked.Headers.AcceptEncoding.ToString());
    }

    [Fact]
    public async Task A_client_that_takes_only_png_gets_the_original_and_it_is_kept_beside_the_latent()
    {
        await _gateway.FillAsync("/a.png");
        using (var first = await _gateway.GetAsync("/a.png", "image/png"))
        {
            Assert.Equal("VaeGateway; fwd=vary-miss; stored", Header(first, "Cache-Status"));
            Assert.Equal(TestImages.EasyPng, await first.Content.ReadAsByteArrayAsync());
        }

        await _gateway.FillAsync("/a.png");
        using var second = await _gateway.GetAsync("/a.png", "image/png");
        using var latent = await _gateway.GetAsync("/a.png", LatentAccept);

        Assert.Contains("hit", Header(second, "Cache-Status"), StringComparison.Ordinal);
        Assert.Equal(TestImages.EasyPng, await second.Content.ReadAsByteArrayAsync());
        Assert.Contains("detail=latent", Header(latent, "Cache-Status"), StringComparison.Ordinal);
        Assert.Equal(2, _gateway.Origin.Requests.Count);
    }

    [Fact]
    public async Task An_image_the_codec_cannot_show_goes_out_as_webp_to_those_who_name_it_and_as_it_is_to_others()
    {
        using var gateway = new GatewayHost(("VaeGateway:Encoding:AvifQuality", "0"));
        gateway.Origin.Answer = _ => StubOrigin.Image(TestImages.HardJpeg, "image/jpeg");
        await gateway.FillAsync("/hard.jpg");
        using (var webP = await gateway.GetAsync("/hard.jpg", LatentAccept))
        {
            var body = await webP.Content.ReadAsByteArrayAsync();
            Assert.True(body.Length < TestImages.HardJpeg.Length);
            Assert.Equal("webp", ImageReader.ReadInfo(body, new ImageLimits()).Loader);
            Assert.Equal("image/webp", webP.Content.Headers.ContentType!.ToString());
            Assert.Contains("detail=webp", Header(webP, "Cache-Status"), StringComparison.Ordinal);
            Assert.Contains("guard;desc=\"webp, quality 85, ", Header(webP, "Server-Timing"), StringComparison.Ordinal);
            Assert.Contains("the latent reaches", Header(webP, "Server-Timing"), StringComparison.Ordinal);
            Assert.NotNull(webP.Headers.ETag);
        }

        using var original = await gateway.GetAsync("/hard.jpg", "*/*");
        Assert.Equal(TestImages.HardJpeg, await original.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/jpeg", original.Content.Headers.ContentType!.ToString());
        Assert.Equal("Accept", Header(original, "Vary"));
    }

    [Fact]
    public async Task An_image_that_nothing_serves_better_goes_out_as_it_is()
    {
        using var gateway = new GatewayHost(("VaeGateway:Encoding:MaxSizeRatio", "0.05"));
        gateway.Origin.Answer = _ => StubOrigin.Image(TestImages.HardJpeg, "image/jpeg");
        await gateway.FillAsync("/hard.jpg");
        using var response = await gateway.GetAsync("/hard.jpg", LatentAccept);

        Assert.Equal(TestImages.HardJpeg, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/jpeg", response.Content.Headers.ContentType!.ToString());
        Assert.Contains("detail=original", Header(response, "Cache-Status"), StringComparison.Ordinal);
        Assert.Contains("guard;desc=\"original, ", Header(response, "Server-Timing"), StringComparison.Ordinal);
        Assert.Single(gateway.Origin.Requests);
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.GetValues(name));
}
