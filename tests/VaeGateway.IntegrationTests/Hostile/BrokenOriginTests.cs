using System.Diagnostics;
using System.Net;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Hostile;

/// <summary>Origins that break: the client gets a clear error, nothing half is stored, and all is well again when the origin is.</summary>
[Collection(Site.Collection)]
public sealed class BrokenOriginTests(Site site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_image_that_breaks_off_half_way_fails_and_is_not_stored(bool withLength)
    {
        var (path, png) = ($"/broken/half-{withLength}.png", Photo.Png(60));
        site.Origin.Map(path, Answers.HalfOf(png, "image/png", withLength));

        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => site.Client.GetAsync(path, "image/webp"));
            await site.SettleAsync();
        }

        site.Origin.Serve(path, png, "image/png");
        var good = await site.Client.GetAsync(path, "image/webp");
        Assert.False(good.IsHit);
        Assert.Equal(png, good.Body);
        Assert.Equal("image/webp", (await site.Client.GetHitAsync(path, "image/webp")).ContentType);
    }

    [Fact]
    public async Task A_page_that_breaks_off_half_way_fails()
    {
        site.Origin.Map("/broken/page.html", Answers.HalfOf(new byte[1000], "text/html", withLength: true));
        await Assert.ThrowsAsync<HttpRequestException>(() => site.Client.GetAsync("/broken/page.html"));
        await site.SettleAsync();
    }

    [Fact]
    public async Task An_origin_that_hangs_up_without_a_word_is_a_bad_gateway()
    {
        site.Origin.Map("/broken/silent.png", context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        Assert.Equal(HttpStatusCode.BadGateway, (await site.Client.GetAsync("/broken/silent.png")).Status);
        await site.SettleAsync();
    }

    [Fact]
    public async Task While_the_origin_is_down_hits_go_on_and_the_rest_is_a_bad_gateway_at_once()
    {
        site.Origin.Serve("/broken/known.png", Photo.Png(61), "image/png");
        site.Origin.Serve("/broken/unknown.png", Photo.Png(62), "image/png");
        await site.Client.GetHitAsync("/broken/known.png", "image/webp");
        await site.Origin.StopAsync();
        try
        {
            var clock = Stopwatch.StartNew();
            Assert.Equal(HttpStatusCode.BadGateway, (await site.Client.GetAsync("/broken/unknown.png")).Status);
            Assert.Equal(HttpStatusCode.BadGateway, (await site.Client.GetAsync("/index.html")).Status);
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
            Assert.True((await site.Client.GetAsync("/broken/known.png", "image/webp")).IsHit);
            Assert.Equal(HttpStatusCode.OK, (await site.Client.GetAsync("/health/ready")).Status);
        }
        finally
        {
            await site.Origin.ListenAsync();
        }

        Assert.Equal(Photo.Png(62), (await site.Client.GetAsync("/broken/unknown.png")).Body);
    }
}
