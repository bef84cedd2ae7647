using System.Net;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Caching;

/// <summary>Stale answers: meanwhile, and for want of better.</summary>
public sealed class StaleTests : IAsyncLifetime
{
    private static readonly TimeSpan UntilStale = TimeSpan.FromSeconds(2.5);

    private TestOrigin _origin = null!;
    private GatewayProcess _gateway = null!;

    public async Task InitializeAsync()
    {
        _origin = await TestOrigin.StartAsync();
        _gateway = await GatewayProcess.StartAsync(_origin.Address);
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _origin.DisposeAsync();
    }

    [Theory]
    [InlineData("max-age=2", true)]
    [InlineData("max-age=2, stale-if-error=60", true)]
    [InlineData("max-age=2, stale-if-error=0", false)]
    [InlineData("max-age=2, must-revalidate", false)]
    [InlineData("s-maxage=2", false)]
    public async Task With_a_dead_origin_a_stale_page_is_better_than_none_unless_it_forbids_it(string cacheControl, bool isServed)
    {
        _origin.Map("/stale/page", Answers.Bytes("a page"u8.ToArray(), "text/html", ("Cache-Control", cacheControl)));
        await _gateway.Client.GetAsync("/stale/page");
        await Task.Delay(UntilStale);
        await _origin.StopAsync();

        var reply = await _gateway.Client.GetAsync("/stale/page");

        Assert.Equal(isServed ? HttpStatusCode.OK : HttpStatusCode.BadGateway, reply.Status);
        Assert.Equal(isServed ? "a page"u8.ToArray() : [], reply.Body);
        Assert.Contains(isServed ? "fwd=stale; fwd-status=502; ttl=" : "detail=origin-failed", reply.CacheStatus, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_failing_origin_an_image_goes_on_in_every_form()
    {
        _origin.Map("/stale/photo.png", Answers.Bytes(Photo.Png(220), "image/png", ("Cache-Control", "max-age=2"), ("ETag", "\"a\"")));
        await Eventually.GetAsync(() => _gateway.Client.GetAsync("/stale/photo.png", "image/webp"), reply => reply.ContentType == "image/webp");
        _origin.Map("/stale/photo.png", context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        var stale = await Eventually.GetAsync(
            () => _gateway.Client.GetAsync("/stale/photo.png", "image/webp"), reply => reply.CacheStatus.Contains("fwd-status=503", StringComparison.Ordinal));
        var latent = await _gateway.Client.GetAsync("/stale/photo.png", _gateway.AcceptLatent);

        Assert.Equal((HttpStatusCode.OK, "image/webp"), (stale.Status, stale.ContentType));
        Assert.Equal((HttpStatusCode.OK, "image/vnd.vaegateway.latent"), (latent.Status, latent.MediaType));
    }

    [Fact]
    public async Task A_page_that_may_be_refreshed_meanwhile_is_served_at_once_and_newer_the_next_time()
    {
        var origin = new VersionedOrigin { CacheControl = "max-age=2, stale-while-revalidate=60" };
        _origin.Map("/stale/meanwhile", origin.AnswerAsync);
        await _gateway.Client.GetAsync("/stale/meanwhile");
        await Task.Delay(UntilStale);
        (origin.Version, origin.Body, origin.CacheControl) = (2, "newer"u8.ToArray(), "max-age=600");

        var meanwhile = await _gateway.Client.GetAsync("/stale/meanwhile");
        var next = await Eventually.GetAsync(() => _gateway.Client.GetAsync("/stale/meanwhile"), reply => reply.EntityTag == "\"v2\"");

        Assert.True(meanwhile.IsHit, meanwhile.ToString());
        Assert.Equal("a page"u8.ToArray(), meanwhile.Body);
        Assert.Equal("newer"u8.ToArray(), next.Body);
        Assert.True(next.IsHit, next.ToString());
        Assert.Equal(2, _origin.RequestsTo("/stale/meanwhile").Count);
        Assert.Equal("\"v1\"", _origin.RequestsTo("/stale/meanwhile")[1].Headers["If-None-Match"]);
    }

    [Fact]
    public async Task Nothing_stored_is_a_504_to_who_wants_nothing_else()
    {
        _origin.Serve("/stale/known", "a page"u8.ToArray(), "text/html");
        var missing = await _gateway.Client.GetAsync("/stale/known", null, ("Cache-Control", "only-if-cached"));
        await _gateway.Client.GetAsync("/stale/known");

        Assert.Equal(HttpStatusCode.GatewayTimeout, missing.Status);
        Assert.True((await _gateway.Client.GetAsync("/stale/known", null, ("Cache-Control", "only-if-cached"))).IsHit);
        Assert.Single(_origin.RequestsTo("/stale/known"));
    }
}
