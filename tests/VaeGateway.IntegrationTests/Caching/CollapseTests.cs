using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Caching;

/// <summary>Many who ask for the same at once cause one fetch.</summary>
[Collection(Site.Collection)]
public sealed class CollapseTests(Site site)
{
    private const int Clients = 20;

    [Theory]
    [InlineData("/collapse/photo.png", "image/png")]
    [InlineData("/collapse/page.html", "text/html")]
    public async Task The_origin_is_asked_once(string path, string contentType)
    {
        var body = contentType == "image/png" ? Photo.Png(230) : Encoding.ASCII.GetBytes("a page");
        site.Origin.Map(path, Slowly(Answers.Bytes(body, contentType, ("Cache-Control", "max-age=600"))));

        var replies = await AskAllAsync(path);

        Assert.All(replies, reply => Assert.Equal(body, reply.Body));
        Assert.Single(site.Origin.RequestsTo(path));
        Assert.Single(replies, reply => reply.CacheStatus.Contains("fwd=uri-miss; stored", StringComparison.Ordinal));
        Assert.All(replies, reply => Assert.Matches("stored|collapsed|hit", reply.CacheStatus));
    }

    [Fact]
    public async Task A_stale_page_is_validated_once()
    {
        var origin = new VersionedOrigin { CacheControl = "max-age=0" };
        site.Origin.Map("/collapse/stale", origin.AnswerAsync);
        await site.Client.GetAsync("/collapse/stale");
        origin.CacheControl = "max-age=600";
        site.Origin.Map("/collapse/stale", Slowly(origin.AnswerAsync));

        var replies = await AskAllAsync("/collapse/stale");

        Assert.All(replies, reply => Assert.Equal(origin.Body, reply.Body));
        Assert.Equal((1, 1), (origin.FullAnswers, origin.NotModified));
    }

    [Fact]
    public async Task What_may_not_be_stored_is_fetched_for_each_side_by_side()
    {
        site.Origin.Map("/collapse/private", Slowly(Answers.Bytes("mine"u8.ToArray(), "text/html", ("Cache-Control", "private"))));
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var replies = await AskAllAsync("/collapse/private");

        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.OK, reply.Status));
        Assert.Equal(Clients, site.Origin.RequestsTo("/collapse/private").Count);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Who_waits_for_one_that_breaks_off_goes_on_alone()
    {
        var (path, png) = ("/collapse/broken.png", Photo.Png(231));
        var asked = 0;
        site.Origin.Map(path, context => Interlocked.Increment(ref asked) == 1
            ? Answers.HalfOf(png, "image/png", withLength: true)(context)
            : Answers.Bytes(png, "image/png", ("Cache-Control", "max-age=600"))(context));
        var first = site.Client.Http.GetAsync(path);
        await Eventually.GetAsync(() => Task.FromResult(asked), count => count == 1);

        var second = await site.Client.GetAsync(path);

        Assert.Equal(png, second.Body);
        await Assert.ThrowsAsync<HttpRequestException>(() => first);
    }

    [Fact]
    public async Task Who_waits_for_one_that_hangs_goes_on_alone_after_a_while()
    {
        var (path, asked, rest) = ("/collapse/hanging", 0, new TaskCompletionSource());
        site.Origin.Map(path, async context =>
        {
            if (Interlocked.Increment(ref asked) == 1)
            {
                await rest.Task;
            }

            await Answers.Bytes("a page"u8.ToArray(), "text/plain", ("Cache-Control", "max-age=600"))(context);
        });
        var first = site.Client.GetAsync(path);
        await Eventually.GetAsync(() => Task.FromResult(asked), count => count == 1);
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var second = await site.Client.GetAsync(path);

        Assert.Equal("a page"u8.ToArray(), second.Body);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(8));
        Assert.False(first.IsCompleted);
        rest.SetResult();
        Assert.Equal("a page"u8.ToArray(), (await first).Body);
    }

    private static RequestDelegate Slowly(RequestDelegate answer) => async context =>
    {
        await Task.Delay(300);
        await answer(context);
    };

    private Task<Reply[]> AskAllAsync(string path) => Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => site.Client.GetAsync(path)));
}
