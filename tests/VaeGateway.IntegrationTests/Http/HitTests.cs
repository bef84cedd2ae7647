using System.Net;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Http;

/// <summary>Later requests for an image: answered from the store, each client in the form that it takes.</summary>
[Collection(Site.Collection)]
public sealed class HitTests(Site site)
{
    private const string Path = "/hit/photo.png";
    private const string Jpeg = "image/jpeg";
    private const string WebP = "image/webp";
    private const string Latent = "image/vnd.vaegateway.latent";
    private const string Chromium = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";

    private readonly byte[] _png = Photo.Png(10);

    [Theory]
    [InlineData(Chromium, WebP)]
    [InlineData("image/webp", WebP)]
    [InlineData("image/jpeg", Jpeg)]
    [InlineData("image/*", Jpeg)]
    [InlineData("*/*", Jpeg)]
    [InlineData(null, Jpeg)]
    [InlineData("image/webp;q=0, */*", Jpeg)]
    [InlineData("image/webp;q=0.5, image/jpeg", Jpeg)]
    [InlineData("image/vnd.vaegateway.latent", "image/png")]
    [InlineData("image/vnd.vaegateway.latent, image/*", Jpeg)]
    [InlineData("image/vnd.vaegateway.latent;model=\"another\", image/webp", WebP)]
    [InlineData("image/png", "image/png")]
    public async Task Each_client_gets_the_form_that_it_names(string? accept, string expected)
    {
        await StoreAsync();
        await site.Client.GetHitAsync(Path, accept);

        var reply = await site.Client.GetAsync(Path, accept);

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(expected, reply.ContentType);
        Assert.Equal("Accept", reply.Field("Vary"));
        Assert.Equal(reply.Body.Length, reply.ContentHeaders.ContentLength);
        Assert.True(reply.Body.Length <= _png.Length);
        Assert.InRange(Pixels.Psnr(Pixels.Of(_png), Pixels.Of(reply.Body)), 25, double.PositiveInfinity);
    }

    [Fact]
    public async Task A_client_that_names_the_model_gets_the_latent()
    {
        await StoreAsync();

        var reply = await site.Client.GetAsync(Path, $"{site.Gateway.AcceptLatent}, image/webp");

        Assert.Equal(Latent, reply.MediaType);
        Assert.Equal($"\"{site.Gateway.ModelId}\"", Assert.Single(reply.ContentHeaders.ContentType!.Parameters).Value);
        Assert.True(reply.Body.AsSpan().StartsWith("VGL"u8));
        Assert.True(reply.Body.Length * 4 < _png.Length);
    }

    [Fact]
    public async Task A_client_that_prefers_webp_to_the_latent_gets_webp()
    {
        await StoreAsync();
        Assert.Equal(WebP, (await site.Client.GetAsync(Path, $"{site.Gateway.AcceptLatent};q=0.5, image/webp")).ContentType);
    }

    [Fact]
    public async Task A_hit_says_what_it_is_and_how_long_it_took()
    {
        await StoreAsync();

        var reply = await site.Client.GetAsync(Path, WebP);

        Assert.Contains("detail=webp", reply.CacheStatus, StringComparison.Ordinal);
        Assert.Matches("cache;desc=\"hit\";dur=.*decode;dur=", reply.Field("Server-Timing"));
        Assert.NotNull(reply.Headers.Age);
        Assert.Equal("max-age=600", reply.Field("Cache-Control"));
        Assert.Equal("kept", reply.Field("X-Origin"));
    }

    [Fact]
    public async Task A_hit_does_not_ask_the_origin()
    {
        await StoreAsync();
        var asked = site.Origin.RequestsTo(Path).Count;

        await site.Client.GetAsync(Path, WebP);
        await site.Client.GetAsync(Path, Jpeg);
        await site.Client.GetAsync(Path, site.Gateway.AcceptLatent);

        Assert.Equal(asked, site.Origin.RequestsTo(Path).Count);
    }

    [Fact]
    public async Task Every_variant_has_a_strong_entity_tag_of_its_own()
    {
        await StoreAsync();
        var tags = new List<string>();
        foreach (var accept in new[] { WebP, Jpeg, site.Gateway.AcceptLatent })
        {
            tags.Add((await site.Client.GetAsync(Path, accept)).EntityTag!);
        }

        Assert.All(tags, tag => Assert.StartsWith("\"", tag, StringComparison.Ordinal));
        Assert.Equal(3, tags.Distinct().Count());
    }

    [Fact]
    public async Task A_client_that_has_the_variant_gets_304()
    {
        await StoreAsync();
        var tag = (await site.Client.GetAsync(Path, WebP)).EntityTag!;

        var same = await site.Client.GetAsync(Path, WebP, ("If-None-Match", $"\"other\", {tag}"));
        var another = await site.Client.GetAsync(Path, Jpeg, ("If-None-Match", tag));

        Assert.Equal(HttpStatusCode.NotModified, same.Status);
        Assert.Empty(same.Body);
        Assert.Equal(tag, same.EntityTag);
        Assert.Equal("Accept", same.Field("Vary"));
        Assert.True(same.IsHit);
        Assert.Equal(HttpStatusCode.OK, another.Status);
    }

    [Fact]
    public async Task Head_is_answered_like_get_without_the_body()
    {
        await StoreAsync();
        var get = await site.Client.GetAsync(Path, WebP);

        var head = await site.Client.SendAsync(HttpMethod.Head, Path, WebP);

        Assert.Equal(HttpStatusCode.OK, head.Status);
        Assert.Empty(head.Body);
        Assert.True(head.IsHit);
        Assert.Equal(get.ContentHeaders.ContentLength, head.ContentHeaders.ContentLength);
        Assert.Equal((get.EntityTag, get.ContentType, get.Field("Vary")), (head.EntityTag, head.ContentType, head.Field("Vary")));
    }

    [Fact]
    public async Task Many_clients_at_once_get_the_same_bytes()
    {
        await StoreAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => site.Client.GetAsync(Path, Chromium)));

        Assert.All(replies, reply => Assert.True(reply.IsHit));
        Assert.Single(replies.Select(reply => Convert.ToHexString(reply.Body)).Distinct());
    }

    [Fact]
    public async Task Queries_name_different_images()
    {
        var (red, blue) = (Photo.Png(11), Photo.Png(12));
        site.Origin.Map("/hit/query.png", context => Answers.Bytes(
            context.Request.Query["v"] == "red" ? red : blue, "image/png", ("Cache-Control", "max-age=600"))(context));

        var first = await site.Client.GetHitAsync("/hit/query.png?v=red");
        var second = await site.Client.GetHitAsync("/hit/query.png?v=blue");

        Assert.True(Pixels.Psnr(Pixels.Of(red), Pixels.Of(first.Body)) > 25);
        Assert.True(Pixels.Psnr(Pixels.Of(blue), Pixels.Of(second.Body)) > 25);
    }

    [Fact]
    public async Task A_jpeg_of_the_demo_site_becomes_smaller()
    {
        var jpeg = await File.ReadAllBytesAsync(System.IO.Path.Combine(Repository.DemoSite, "images", "pebbles.jpg"));
        site.Origin.Serve("/hit/pebbles.jpg", jpeg, Jpeg);

        var latent = await site.Client.GetHitAsync("/hit/pebbles.jpg", site.Gateway.AcceptLatent);
        var webp = await site.Client.GetAsync("/hit/pebbles.jpg", WebP);

        Assert.Equal(Latent, latent.MediaType);
        Assert.True(latent.Body.Length < jpeg.Length / 2, latent.ToString());
        Assert.True(webp.Body.Length < jpeg.Length, webp.ToString());
        Assert.InRange(Pixels.Psnr(Pixels.Of(jpeg), Pixels.Of(webp.Body)), 25, 60);
    }

    private async Task StoreAsync()
    {
        site.Origin.Map(Path, Answers.Bytes(_png, "image/png", ("Cache-Control", "max-age=600"), ("ETag", "\"origin\""), ("X-Origin", "kept")));
        await site.Client.GetHitAsync(Path, WebP);
    }
}
