using System.Net;
using System.Text;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Http;

/// <summary>What is no image passes untouched, be it from the origin or from the store.</summary>
[Collection(Site.Collection)]
public sealed class PassThroughTests(Site site)
{
    [Theory]
    [InlineData("/pass/page.html", "text/html; charset=utf-8")]
    [InlineData("/pass/data.json", "application/json")]
    [InlineData("/pass/logo.svg", "image/svg+xml")]
    [InlineData("/pass/noextension", "text/plain")]
    public async Task Other_content_arrives_untouched_and_again_from_the_store(string path, string contentType)
    {
        var body = Encoding.UTF8.GetBytes($"<!DOCTYPE html><p>{path} žluťoučký kůň</p>");
        site.Origin.Map(path, Answers.Bytes(body, contentType, ("Cache-Control", "max-age=600"), ("ETag", "W/\"page\""), ("X-Origin", "kept")));

        for (var i = 0; i < 3; i++)
        {
            var reply = await site.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            Assert.Equal(body, reply.Body);
            Assert.Equal(contentType, reply.ContentType);
            Assert.Equal("W/\"page\"", reply.EntityTag);
            Assert.Equal("kept", reply.Field("X-Origin"));
            Assert.Equal(i > 0, reply.IsHit);
        }

        Assert.Single(site.Origin.RequestsTo(path));
    }

    [Fact]
    public async Task Compressed_pages_stay_compressed()
    {
        byte[] gzip = [0x1F, 0x8B, 8, 0, 1, 2, 3];
        site.Origin.Map("/pass/gzip.html", Answers.Bytes(gzip, "text/html", ("Content-Encoding", "gzip")));

        var reply = await site.Client.GetAsync("/pass/gzip.html", null, ("Accept-Encoding", "gzip"));

        Assert.Equal(gzip, reply.Body);
        Assert.Equal("gzip", Assert.Single(reply.ContentHeaders.ContentEncoding));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Methods_queries_and_bodies_reach_the_origin(string method)
    {
        site.Origin.Map("/pass/echo.png", Answers.Echo);
        var body = new byte[200_000];
        new Random(1).NextBytes(body);
        using var request = new HttpRequestMessage(new HttpMethod(method), "/pass/echo.png?a=1&b=%2F%20x&a=2")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/x-test") } },
        };

        using var response = await site.Client.Http.SendAsync(request);
        var reply = await Reply.ReadAsync(response);

        Assert.Equal(body, reply.Body);
        Assert.Equal("application/x-test", reply.ContentType);
        Assert.Equal($"{method} /pass/echo.png?a=1&b=%2F%20x&a=2", reply.Field("X-Echo"));
    }

    [Fact]
    public async Task Conditional_requests_for_pages_are_the_origins_to_answer()
    {
        site.Origin.Map("/pass/conditional.html", context =>
        {
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch == "\"page\"" ? 304 : 200;
            return Task.CompletedTask;
        });

        Assert.Equal(HttpStatusCode.NotModified, (await site.Client.GetAsync("/pass/conditional.html", null, ("If-None-Match", "\"page\""))).Status);
    }

    [Theory]
    [InlineData("/pass/missing.html")]
    [InlineData("/pass/missing.png")]
    public async Task A_404_stays_one_and_is_not_stored(string path)
    {
        for (var i = 0; i < 2; i++)
        {
            var reply = await site.Client.GetAsync(path, "image/webp");
            Assert.Equal(HttpStatusCode.NotFound, reply.Status);
            Assert.Equal("no such page", Encoding.UTF8.GetString(reply.Body));
            Assert.False(reply.IsHit);
        }

        Assert.Equal(2, site.Origin.RequestsTo(path).Count);
    }

    [Fact]
    public async Task Redirects_are_the_clients_to_follow()
    {
        site.Origin.Map("/pass/moved.jpg", context =>
        {
            context.Response.Redirect("/pass/elsewhere.jpg?x=1", permanent: true);
            return Task.CompletedTask;
        });

        var reply = await site.Client.GetAsync("/pass/moved.jpg", "image/webp");

        Assert.Equal(HttpStatusCode.MovedPermanently, reply.Status);
        Assert.Equal("/pass/elsewhere.jpg?x=1", reply.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task An_error_of_the_origin_is_not_stored_and_the_next_good_answer_is()
    {
        site.Origin.Map("/pass/error.png", context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        Assert.Equal(HttpStatusCode.InternalServerError, (await site.Client.GetAsync("/pass/error.png")).Status);

        site.Origin.Serve("/pass/error.png", Photo.Png(20), "image/png");

        Assert.Equal("image/jpeg", (await site.Client.GetHitAsync("/pass/error.png")).ContentType);
    }
}
