using System.Net;
using Microsoft.AspNetCore.Http;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Caching;

/// <summary>What is stored of ordinary responses, and what is not.</summary>
[Collection(Site.Collection)]
public sealed class StoredPageTests(Site site)
{
    [Theory]
    [InlineData(200)]
    [InlineData(301)]
    [InlineData(404)]
    [InlineData(503)]
    public async Task A_stated_lifetime_keeps_any_status(int status)
    {
        var path = $"/stored/status-{status}";
        site.Origin.Map(path, context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.CacheControl = "max-age=600";
            context.Response.Headers.Location = "/elsewhere";
            return context.Response.WriteAsync("a page");
        });
        await site.Client.GetAsync(path);

        var hit = await site.Client.GetAsync(path, null, ("If-None-Match", "*"));

        Assert.Equal(status == 200 ? 304 : status, (int)hit.Status);
        Assert.True(hit.IsHit, hit.ToString());
        Assert.Equal("/elsewhere", hit.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task An_empty_answer_is_stored_too()
    {
        site.Origin.Map("/stored/empty", context =>
        {
            context.Response.StatusCode = 204;
            context.Response.Headers.CacheControl = "max-age=600";
            return Task.CompletedTask;
        });
        await site.Client.GetAsync("/stored/empty");

        var hit = await site.Client.GetAsync("/stored/empty");

        Assert.Equal(HttpStatusCode.NoContent, hit.Status);
        Assert.True(hit.IsHit, hit.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_that_breaks_off_is_not_stored(bool withLength)
    {
        var path = $"/stored/half-{withLength}";
        site.Origin.Map(path, async context =>
        {
            context.Response.Headers.CacheControl = "max-age=600";
            await Answers.HalfOf(new byte[1000], "text/html", withLength)(context);
        });
        await Assert.ThrowsAsync<HttpRequestException>(() => site.Client.GetAsync(path));
        site.Origin.Serve(path, new byte[1000], "text/html");

        var whole = await site.Client.GetAsync(path);

        Assert.False(whole.IsHit);
        Assert.Equal(1000, whole.Body.Length);
    }

    [Fact]
    public async Task An_image_is_a_hit_at_once_as_it_came_and_later_in_better_forms()
    {
        var png = Photo.Png(250);
        site.Origin.Serve("/stored/at-once.png", png, "image/png");
        await site.Client.GetAsync("/stored/at-once.png", "image/webp");

        var second = await site.Client.GetAsync("/stored/at-once.png", "image/webp");
        var later = await site.Client.GetHitAsync("/stored/at-once.png", "image/webp");

        Assert.True(second.IsHit, second.ToString());
        Assert.True(second.IsEncoding ? second.Body.AsSpan().SequenceEqual(png) : second.ContentType == "image/webp", second.ToString());
        Assert.Equal("Accept", second.Field("Vary"));
        Assert.Equal("image/webp", later.ContentType);
        Assert.NotEqual(second.IsEncoding ? second.EntityTag : "", later.EntityTag);
        Assert.Single(site.Origin.RequestsTo("/stored/at-once.png"));
    }

    [Theory]
    [InlineData(412)]
    [InlineData(416)]
    public async Task An_answer_to_one_request_s_own_wishes_is_not_the_next_one_s(int status)
    {
        var path = $"/stored/wish-{status}";
        site.Origin.Map(path, context =>
        {
            context.Response.StatusCode = context.Request.Headers.Range.Count > 0 ? status : 200;
            context.Response.Headers.CacheControl = "max-age=600";
            return Task.CompletedTask;
        });

        Assert.Equal(status, (int)(await site.Client.GetAsync(path, null, ("Range", "bytes=5-"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await site.Client.GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_get_with_a_body_neither_takes_from_the_store_nor_adds_to_it()
    {
        site.Origin.Map("/stored/body", async context =>
        {
            context.Response.Headers.CacheControl = "max-age=600";
            await Answers.Echo(context);
        });
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/stored/body") { Content = new StringContent("poison") };
            using var response = await site.Client.Http.SendAsync(request);
            Assert.Equal("poison", await response.Content.ReadAsStringAsync());
        }

        Assert.Empty((await site.Client.GetAsync("/stored/body")).Body);
    }

    [Fact]
    public async Task A_fresh_answer_says_its_age()
    {
        site.Origin.Map("/stored/age", Answers.Bytes("a page"u8.ToArray(), "text/html", ("Cache-Control", "max-age=600"), ("Age", "100")));
        await site.Client.GetAsync("/stored/age");

        var hit = await site.Client.GetAsync("/stored/age");

        Assert.InRange(hit.Headers.Age!.Value.TotalSeconds, 100, 110);
        Assert.Matches("^VaeGateway; hit; ttl=(500|49[0-9])$", hit.CacheStatus);
    }

    [Fact]
    public async Task Fields_for_one_connection_or_one_user_are_not_given_to_the_next()
    {
        site.Origin.Map("/stored/fields", Answers.Bytes(
            "a page"u8.ToArray(), "text/html", ("Cache-Control", "max-age=600, private=\"X-User\""), ("X-User", "me"), ("X-Shared", "all"), ("Connection", "X-Hop"), ("X-Hop", "here")));
        var first = await site.Client.GetAsync("/stored/fields");
        var hit = await site.Client.GetAsync("/stored/fields");

        Assert.Equal(("me", "all", ""), (first.Field("X-User"), first.Field("X-Shared"), first.Field("X-Hop")));
        Assert.Equal(("", "all", ""), (hit.Field("X-User"), hit.Field("X-Shared"), hit.Field("X-Hop")));
    }

    [Fact]
    public async Task A_latent_never_reaches_who_did_not_ask()
    {
        site.Origin.Serve("/stored/asked.png", Photo.Png(251), "image/png");
        await site.Client.GetHitAsync("/stored/asked.png", site.Gateway.AcceptLatent);

        foreach (var accept in new[] { null, "*/*", "image/*", "text/html", "image/vnd.vaegateway.latent", "image/gif" })
        {
            Assert.NotEqual("image/vnd.vaegateway.latent", (await site.Client.GetAsync("/stored/asked.png", accept)).MediaType);
        }
    }
}
