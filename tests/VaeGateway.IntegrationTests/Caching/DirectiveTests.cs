using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Caching;

/// <summary>What the origin says of its answers, and the public suite does not ask about.</summary>
[Collection(Site.Collection)]
public sealed class DirectiveTests(Site site)
{
    private const int Clients = 20;

    [Theory]
    [InlineData("no-store", "max-age=600", true)]
    [InlineData("max-age=600", "no-store", false)]
    [InlineData("max-age=600", "private", false)]
    [InlineData("no-store", "not a structured field at all, max-age=600", false)]
    public async Task What_is_meant_for_caches_comes_before_what_is_meant_for_all(string forAll, string forCaches, bool isStored)
    {
        var path = $"/directive/targeted-{forAll}-{forCaches.Length}";
        site.Origin.Map(path, Answers.Bytes("a page"u8.ToArray(), "text/html", ("Cache-Control", forAll), ("CDN-Cache-Control", forCaches)));
        await site.Client.GetAsync(path);

        var second = await site.Client.GetAsync(path);

        Assert.Equal(isStored, second.IsHit);
        Assert.Equal(forAll, second.Field("Cache-Control"));
    }

    [Fact]
    public async Task What_never_changes_is_not_fetched_again_by_a_reload()
    {
        var path = "/directive/immutable.png";
        site.Origin.Map(path, Answers.Bytes(Photo.Png(260), "image/png", ("Cache-Control", "max-age=600, immutable")));
        await site.Client.GetHitAsync(path, "image/webp");
        foreach (var reload in new[] { "no-cache", "max-age=0" })
        {
            var reply = await site.Client.GetAsync(path, "image/webp", ("Cache-Control", reload));
            Assert.True(reply.IsHit, reply.ToString());
            Assert.Equal("max-age=600, immutable", reply.Field("Cache-Control"));
        }

        Assert.Single(site.Origin.RequestsTo(path));
    }

    [Fact]
    public async Task An_image_that_must_not_be_changed_is_the_same_to_everyone()
    {
        var (path, png) = ("/directive/no-transform.png", Photo.Png(261));
        site.Origin.Map(path, Answers.Bytes(png, "image/png", ("Cache-Control", "max-age=600, no-transform")));
        await site.Client.GetAsync(path);
        await site.SettleAsync();

        foreach (var accept in new[] { "image/webp", "image/*", site.Gateway.AcceptLatent })
        {
            var reply = await site.Client.GetAsync(path, accept);
            Assert.True(reply.IsHit, reply.ToString());
            Assert.Equal(png, reply.Body);
        }
    }

    [Fact]
    public async Task Many_who_come_while_a_page_is_refreshed_get_it_at_once_and_cause_one_refresh()
    {
        var path = "/directive/meanwhile";
        var origin = new VersionedOrigin { CacheControl = "max-age=0, stale-while-revalidate=60" };
        site.Origin.Map(path, origin.AnswerAsync);
        await site.Client.GetAsync(path);
        var go = new TaskCompletionSource();
        site.Origin.Map(path, async context =>
        {
            await go.Task;
            await origin.AnswerAsync(context);
        });

        var replies = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => site.Client.GetAsync(path)));
        origin.CacheControl = "max-age=600";
        go.SetResult();
        await Eventually.GetAsync(() => site.Client.GetAsync(path), reply => reply.Field("Cache-Control") == "max-age=600");

        Assert.All(replies, reply => Assert.True(reply.IsHit, reply.ToString()));
        Assert.All(replies, reply => Assert.Equal(origin.Body, reply.Body));
        Assert.Equal((1, 1), (origin.FullAnswers, origin.NotModified));
    }

    [Fact]
    public async Task A_304_s_new_headers_reach_every_form_of_an_image_without_another_encode()
    {
        var path = "/directive/renewed.png";
        var origin = new VersionedOrigin { Body = Photo.Png(262), ContentType = "image/png", CacheControl = "no-cache" };
        site.Origin.Map(path, origin.AnswerAsync);
        string[] forms = ["image/webp", "image/jpeg", site.Gateway.AcceptLatent];
        var before = new List<Reply>();
        foreach (var form in forms)
        {
            before.Add(await Eventually.GetAsync(() => site.Client.GetAsync(path, form), reply => reply.MediaType == form.Split(';')[0]));
        }

        origin.CacheControl = "max-age=600";
        await site.Client.GetAsync(path);

        for (var i = 0; i < forms.Length; i++)
        {
            var hit = await site.Client.GetAsync(path, forms[i]);
            Assert.True(hit.IsHit, hit.ToString());
            Assert.Equal("max-age=600", hit.Field("Cache-Control"));
            Assert.Equal((before[i].EntityTag, before[i].ContentType), (hit.EntityTag, hit.ContentType));
            Assert.Equal(before[i].Body, hit.Body);
        }

        Assert.Equal(1, origin.FullAnswers);
    }
}
