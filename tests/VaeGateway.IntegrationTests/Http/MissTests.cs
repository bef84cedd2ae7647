using System.Net;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Http;

/// <summary>The first request for an image: the origin's answer, at once and untouched.</summary>
[Collection(Site.Collection)]
public sealed class MissTests(Site site)
{
    [Fact]
    public async Task The_first_request_gets_the_origins_bytes_and_says_that_it_missed()
    {
        var png = Photo.Png(1);
        site.Origin.Map("/miss/exact.png", Answers.Bytes(png, "image/png", ("ETag", "\"origin\""), ("X-Origin", "kept")));

        var reply = await site.Client.GetAsync("/miss/exact.png", "image/webp");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(png, reply.Body);
        Assert.Equal("image/png", reply.ContentType);
        Assert.Equal(png.Length, reply.ContentHeaders.ContentLength);
        Assert.Equal("kept", reply.Field("X-Origin"));
        Assert.Equal("Accept", reply.Field("Vary"));
        Assert.Contains("fwd=uri-miss; stored", reply.CacheStatus, StringComparison.Ordinal);
        Assert.Contains("origin;dur=", reply.Field("Server-Timing"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_half_reaches_the_client_before_the_origin_sends_the_second()
    {
        var png = Photo.Png(2);
        var rest = new TaskCompletionSource();
        site.Origin.Map("/miss/slow.png", Answers.InTwoParts(png, "image/png", rest.Task));

        using var response = await site.Client.Http.GetAsync("/miss/slow.png", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var received = new byte[png.Length];
        await body.ReadExactlyAsync(received.AsMemory(0, png.Length / 2)).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(rest.Task.IsCompleted);
        rest.SetResult();
        await body.ReadExactlyAsync(received.AsMemory(png.Length / 2));

        Assert.Equal(png, received);
        Assert.Equal(0, await body.ReadAsync(new byte[1]));
        Assert.Equal("image/webp", (await site.Client.GetHitAsync("/miss/slow.png", "image/webp")).ContentType);
    }

    [Fact]
    public async Task The_origin_is_asked_for_a_whole_image_and_hears_nothing_of_latents()
    {
        site.Origin.Serve("/miss/asked.png", Photo.Png(3), "image/png");

        var reply = await site.Client.GetAsync(
            "/miss/asked.png", $"{site.Gateway.AcceptLatent}, image/webp", ("Range", "bytes=0-9"), ("If-None-Match", "\"old\""));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        var asked = Assert.Single(site.Origin.RequestsTo("/miss/asked.png"));
        Assert.Equal("image/webp", asked.Headers["Accept"]);
        Assert.DoesNotContain("Range", asked.Headers.Keys);
        Assert.DoesNotContain("If-None-Match", asked.Headers.Keys);
    }

    [Fact]
    public async Task A_client_that_leaves_half_way_does_not_harm_the_next_one()
    {
        var png = Photo.Png(4);
        var rest = new TaskCompletionSource();
        site.Origin.Map("/miss/left.png", Answers.InTwoParts(png, "image/png", rest.Task));
        using (await site.Client.Http.GetAsync("/miss/left.png", HttpCompletionOption.ResponseHeadersRead))
        {
        }

        rest.SetResult();
        site.Origin.Serve("/miss/left.png", png, "image/png");

        Assert.Equal(png, (await site.Client.GetAsync("/miss/left.png")).Body);
        await site.Client.GetHitAsync("/miss/left.png");
    }
}
