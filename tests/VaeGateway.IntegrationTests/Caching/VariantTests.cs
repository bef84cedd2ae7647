using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Caching;

/// <summary>Several responses of one URL: each request finds its own, and none outlives an invalidation.</summary>
[Collection(Site.Collection)]
public sealed class VariantTests(Site site)
{
    [Fact]
    public async Task Each_language_is_stored_once_however_it_is_asked_for()
    {
        site.Origin.Map("/variant/language", Greeting);
        string[] german = ["de, en;q=0.5", "en;q=0.5,DE", " de , en;q=0.5"];
        var first = await site.Client.GetAsync("/variant/language", null, ("Accept-Language", german[0]));
        await site.Client.GetAsync("/variant/language", null, ("Accept-Language", "fr"));

        foreach (var wish in german)
        {
            var reply = await site.Client.GetAsync("/variant/language", null, ("Accept-Language", wish));
            Assert.True(reply.IsHit, reply.ToString());
            Assert.Equal(first.Body, reply.Body);
        }

        Assert.Equal("hello in fr", Encoding.UTF8.GetString((await site.Client.GetAsync("/variant/language", null, ("Accept-Language", "fr"))).Body));
        Assert.Equal(2, site.Origin.RequestsTo("/variant/language").Count);
    }

    [Fact]
    public async Task The_origin_may_say_that_another_variant_is_the_right_one()
    {
        site.Origin.Map("/variant/same", context =>
        {
            context.Response.Headers.CacheControl = "max-age=600";
            context.Response.Headers.Vary = "X-Device";
            context.Response.Headers.ETag = "\"one-for-all\"";
            var isKnown = context.Request.Headers.IfNoneMatch == "\"one-for-all\"";
            context.Response.StatusCode = isKnown ? 304 : 200;
            return isKnown ? Task.CompletedTask : context.Response.WriteAsync("one for all");
        });
        await site.Client.GetAsync("/variant/same", null, ("X-Device", "phone"));

        var other = await site.Client.GetAsync("/variant/same", null, ("X-Device", "tablet"));
        var again = await site.Client.GetAsync("/variant/same", null, ("X-Device", "tablet"));
        var first = await site.Client.GetAsync("/variant/same", null, ("X-Device", "phone"));

        Assert.Equal("one for all", Encoding.UTF8.GetString(other.Body));
        Assert.Contains("fwd=vary-miss; fwd-status=304", other.CacheStatus, StringComparison.Ordinal);
        Assert.True(again.IsHit && first.IsHit);
        Assert.Equal(2, site.Origin.RequestsTo("/variant/same").Count);
    }

    [Fact]
    public async Task Images_by_origin_are_kept_apart_and_none_gets_another_site_s_permission()
    {
        site.Origin.Map("/variant/cors.png", context => Answers.Bytes(
            Photo.Png(240), "image/png", ("Cache-Control", "max-age=600"), ("Vary", "Origin"), ("Access-Control-Allow-Origin", context.Request.Headers.Origin.ToString()))(context));
        foreach (var origin in new[] { "https://a.example", "https://b.example" })
        {
            await Eventually.GetAsync(() => site.Client.GetAsync("/variant/cors.png", "image/webp", ("Origin", origin)), reply => reply is { IsHit: true, IsEncoding: false });
            var hit = await site.Client.GetAsync("/variant/cors.png", "image/webp", ("Origin", origin));
            Assert.Equal(origin, hit.Field("Access-Control-Allow-Origin"));
            Assert.Equal("Origin, Accept", hit.Field("Vary"));
        }
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task A_change_reaches_all_variants(string method)
    {
        var path = $"/variant/changed-{method}";
        site.Origin.Map(path, Greeting);
        foreach (var language in new[] { "de", "fr" })
        {
            await site.Client.GetAsync(path, null, ("Accept-Language", language));
            Assert.True((await site.Client.GetAsync(path, null, ("Accept-Language", language))).IsHit);
        }

        await site.Client.SendAsync(new HttpMethod(method), path);

        Assert.False((await site.Client.GetAsync(path, null, ("Accept-Language", "de"))).IsHit);
        Assert.False((await site.Client.GetAsync(path, null, ("Accept-Language", "fr"))).IsHit);
    }

    [Fact]
    public async Task A_change_reaches_every_form_of_an_image()
    {
        site.Origin.Serve("/variant/photo.png", Photo.Png(241), "image/png");
        await site.Client.GetHitAsync("/variant/photo.png", "image/webp");
        await site.Client.GetHitAsync("/variant/photo.png", "image/png");
        await site.Client.SendAsync(HttpMethod.Put, "/variant/photo.png");
        site.Origin.Serve("/variant/photo.png", Photo.Png(242), "image/png");

        Assert.Equal(Photo.Png(242), (await site.Client.GetAsync("/variant/photo.png", "image/webp")).Body);
        Assert.Equal(Photo.Png(242), (await site.Client.GetHitAsync("/variant/photo.png", "image/png")).Body);
        var webp = await site.Client.GetHitAsync("/variant/photo.png", "image/webp");
        Assert.True(Pixels.Psnr(Photo.Create(242), Pixels.Of(webp.Body)) > 25);
    }

    [Fact]
    public async Task A_change_that_failed_changes_nothing()
    {
        site.Origin.Serve("/variant/failed", "a page"u8.ToArray(), "text/html");
        await site.Client.GetAsync("/variant/failed");
        site.Origin.Map("/variant/failed", context =>
        {
            context.Response.StatusCode = 403;
            return Task.CompletedTask;
        });

        Assert.Equal(HttpStatusCode.Forbidden, (await site.Client.SendAsync(HttpMethod.Delete, "/variant/failed")).Status);
        Assert.True((await site.Client.GetAsync("/variant/failed")).IsHit);
    }

    [Fact]
    public async Task A_change_reaches_what_its_answer_names()
    {
        site.Origin.Serve("/variant/list", "a list"u8.ToArray(), "text/html");
        await site.Client.GetAsync("/variant/list?page=1");
        site.Origin.Map("/variant/add", context =>
        {
            context.Response.Redirect("/variant/list?page=1");
            return Task.CompletedTask;
        });

        await site.Client.SendAsync(HttpMethod.Post, "/variant/add");

        Assert.False((await site.Client.GetAsync("/variant/list?page=1")).IsHit);
    }

    private static Task Greeting(HttpContext context)
    {
        context.Response.Headers.CacheControl = "max-age=600";
        context.Response.Headers.Vary = "Accept-Language";
        return context.Response.WriteAsync($"hello in {context.Request.Headers.AcceptLanguage}");
    }
}
