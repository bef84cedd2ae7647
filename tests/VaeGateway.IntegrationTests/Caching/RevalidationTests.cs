using System.Net;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Caching;

/// <summary>What is stale is kept if the origin says that it is still good.</summary>
[Collection(Site.Collection)]
public sealed class RevalidationTests(Site site)
{
    [Fact]
    public async Task A_latent_outlives_its_freshness_without_another_encode()
    {
        var origin = new VersionedOrigin { Body = Photo.Png(210), ContentType = "image/png", CacheControl = "no-cache" };
        site.Origin.Map("/renew/photo.png", origin.AnswerAsync);
        var first = await Eventually.GetAsync(
            () => site.Client.GetAsync("/renew/photo.png", site.Gateway.AcceptLatent), reply => reply.MediaType == "image/vnd.vaegateway.latent");
        var (full, renewals) = (origin.FullAnswers, origin.NotModified);

        var second = await site.Client.GetAsync("/renew/photo.png", site.Gateway.AcceptLatent);
        var webp = await site.Client.GetAsync("/renew/photo.png", "image/webp");
        var conditional = await site.Client.GetAsync("/renew/photo.png", "image/webp", ("If-None-Match", webp.EntityTag!));

        Assert.Equal(first.Body, second.Body);
        Assert.Contains("fwd=stale; fwd-status=304", second.CacheStatus, StringComparison.Ordinal);
        Assert.Equal("image/webp", webp.ContentType);
        Assert.Equal((HttpStatusCode.NotModified, webp.EntityTag), (conditional.Status, conditional.EntityTag));
        Assert.Equal((1, full), (full, origin.FullAnswers));
        Assert.Equal(renewals + 3, origin.NotModified);
    }

    [Fact]
    public async Task A_picture_that_changed_takes_the_place_of_the_old_one()
    {
        var origin = new VersionedOrigin { Body = Photo.Png(211), ContentType = "image/png", CacheControl = "no-cache" };
        site.Origin.Map("/renew/changed.png", origin.AnswerAsync);
        await site.Client.GetAsync("/renew/changed.png");
        origin.Body = Photo.Png(212);
        origin.Version++;

        Assert.Equal(origin.Body, (await site.Client.GetAsync("/renew/changed.png", "image/webp")).Body);
        var latent = await Eventually.GetAsync(
            () => site.Client.GetAsync("/renew/changed.png", "image/webp"), reply => reply.ContentType == "image/webp");
        Assert.True(Pixels.Psnr(Photo.Create(212), Pixels.Of(latent.Body)) > 25);
    }

    [Fact]
    public async Task The_client_s_own_condition_is_answered_by_what_is_stored()
    {
        var origin = new VersionedOrigin { CacheControl = "no-cache" };
        site.Origin.Map("/renew/page", origin.AnswerAsync);
        var tag = (await site.Client.GetAsync("/renew/page")).EntityTag!;

        var known = await site.Client.GetAsync("/renew/page", null, ("If-None-Match", tag));
        var unknown = await site.Client.GetAsync("/renew/page", null, ("If-None-Match", "\"another\""));

        Assert.Equal(HttpStatusCode.NotModified, known.Status);
        Assert.Equal((HttpStatusCode.OK, origin.Body.Length), (unknown.Status, unknown.Body.Length));
        Assert.Equal(1, origin.FullAnswers);
        Assert.All(site.Origin.RequestsTo("/renew/page").Skip(1), request => Assert.Equal(tag, request.Headers["If-None-Match"]));
    }

    [Fact]
    public async Task A_304_brings_new_headers()
    {
        var origin = new VersionedOrigin { CacheControl = "max-age=0" };
        site.Origin.Map("/renew/headers", origin.AnswerAsync);
        await site.Client.GetAsync("/renew/headers");
        origin.CacheControl = "max-age=600";

        await site.Client.GetAsync("/renew/headers");
        var hit = await site.Client.GetAsync("/renew/headers");

        Assert.True(hit.IsHit, hit.ToString());
        Assert.Equal("max-age=600", hit.Field("Cache-Control"));
        Assert.Equal(origin.Body, hit.Body);
    }

    [Fact]
    public async Task A_cookie_that_comes_with_a_304_is_for_this_client_alone()
    {
        var origin = new VersionedOrigin { CacheControl = "max-age=0" };
        site.Origin.Map("/renew/cookie", origin.AnswerAsync);
        await site.Client.GetAsync("/renew/cookie");
        (origin.CacheControl, origin.Cookie) = ("max-age=600", "a=b");

        Assert.Equal("a=b", (await site.Client.GetAsync("/renew/cookie")).Field("Set-Cookie"));
        Assert.Equal("", (await site.Client.GetAsync("/renew/cookie")).Field("Set-Cookie"));
    }

    [Fact]
    public async Task The_answer_to_a_head_renews_or_drops_what_is_stored()
    {
        var origin = new VersionedOrigin { CacheControl = "max-age=600" };
        site.Origin.Map("/renew/head", origin.AnswerAsync);
        await site.Client.GetAsync("/renew/head");
        Assert.True((await site.Client.SendAsync(HttpMethod.Head, "/renew/head")).IsHit);

        Assert.Single(site.Origin.RequestsTo("/renew/head"));
    }

    [Fact]
    public async Task What_is_gone_does_not_come_back_when_the_origin_fails()
    {
        site.Origin.Map("/renew/gone", new VersionedOrigin { CacheControl = "max-age=1" }.AnswerAsync);
        await site.Client.GetAsync("/renew/gone");
        await Task.Delay(TimeSpan.FromSeconds(2));
        foreach (var status in new[] { 404, 503 })
        {
            site.Origin.Map("/renew/gone", context =>
            {
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            });
            Assert.Equal(status, (int)(await site.Client.GetAsync("/renew/gone")).Status);
        }
    }

    [Fact]
    public async Task Something_newer_that_may_not_be_stored_drops_what_was()
    {
        var origin = new VersionedOrigin { CacheControl = "max-age=0" };
        site.Origin.Map("/renew/private", origin.AnswerAsync);
        await site.Client.GetAsync("/renew/private");
        (origin.CacheControl, origin.Version) = ("private", 2);
        await site.Client.GetAsync("/renew/private");
        await site.Client.GetAsync("/renew/private");

        Assert.DoesNotContain("If-None-Match", site.Origin.RequestsTo("/renew/private")[^1].Headers.Keys);
    }
}
