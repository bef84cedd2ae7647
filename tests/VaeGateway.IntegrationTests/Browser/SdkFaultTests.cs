using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Browser;

/// <summary>Whatever goes wrong with latents, a visitor sees the pictures.</summary>
public sealed class SdkFaultTests(SdkSite site) : IClassFixture<SdkSite>, IAsyncLifetime
{
    private const string Sdk = "/.well-known/vaegateway/sdk";

    private MeddlingProxy _proxy = null!;

    public async Task InitializeAsync() => _proxy = await MeddlingProxy.StartAsync(site.Gateway.Address);

    public async Task DisposeAsync() => await _proxy.DisposeAsync();

    [Theory]
    [InlineData(0.002)]
    [InlineData(0.05)]
    [InlineData(0.6)]
    public async Task A_damaged_latent_is_an_ordinary_image_within_the_same_request(double position)
    {
        var picture = Assert.Single(await site.ServePhotosAsync($"/damaged-{position}", 1));
        await AssertFallsBackAsync(picture, answer => answer.Flip(position));
    }

    [Fact]
    public async Task A_latent_that_is_cut_off_is_an_ordinary_image_within_the_same_request()
    {
        var picture = Assert.Single(await site.ServePhotosAsync("/cut", 1));
        await AssertFallsBackAsync(picture, answer => answer.Body = answer.Body[..(answer.Body.Length / 2)]);
    }

    [Fact]
    public async Task A_latent_of_another_model_is_an_ordinary_image_within_the_same_request()
    {
        var picture = Assert.Single(await site.ServePhotosAsync("/other-model", 1));
        await AssertFallsBackAsync(picture, answer => answer.Headers["Content-Type"] = "image/vnd.vaegateway.latent; model=\"another\"");
    }

    [Fact]
    public async Task A_model_that_does_not_match_its_hash_is_never_used()
    {
        var picture = Assert.Single(await site.ServePhotosAsync("/bad-model", 1));
        _proxy.Meddle = answer =>
        {
            if (answer.Path.EndsWith("/decoder.bin", StringComparison.Ordinal))
            {
                // Which form of its bytes came is no matter to the hash, but to the browser that undoes it.
                answer.Headers.Remove("Content-Encoding");
                answer.Body = [.. Enumerable.Repeat((byte)7, 1000)];
            }
        };

        var visit = await VisitTwiceAsync(picture, waitForModel: false);

        visit.AssertPainted();
        Assert.Equal("image/webp", visit.Response(picture).ContentType);
        Assert.Null((await site.Browser.CountersAsync())!.Model);
        Assert.DoesNotContain(_proxy.RequestsTo(picture), AsksForLatent);
    }

    [Fact]
    public async Task Where_the_gateway_has_no_model_for_browsers_pages_stay_ordinary()
    {
        var picture = Assert.Single(await site.ServePhotosAsync("/no-model", 1));
        _proxy.Meddle = answer =>
        {
            if (answer.Path == Sdk)
            {
                answer.Headers.Remove("Content-Encoding");
                answer.Body = Encoding.UTF8.GetBytes("""{"unavailable":"Model \"m\" has no decoder for browsers.","model":{"id":"m","decoder":null},"files":[]}""");
            }
        };

        var visit = await VisitTwiceAsync(picture, waitForModel: false);

        visit.AssertPainted();
        Assert.Empty(visit.Decoded);
        Assert.DoesNotContain(_proxy.RequestsTo(picture), AsksForLatent);
    }

    [Theory]
    [InlineData("max-age=600, no-store", false)]
    [InlineData("private, max-age=600", true)]
    public async Task Only_what_may_be_stored_is_kept(string cacheControl, bool isKept)
    {
        var picture = Assert.Single(await site.ServePhotosAsync($"/kept-{isKept}", 1));
        _proxy.Meddle = answer =>
        {
            if (answer.IsLatent)
            {
                answer.Headers["Cache-Control"] = cacheControl;
            }
        };

        var visit = await VisitTwiceAsync(picture);
        var kept = await Eventually.GetAsync(
            async () => (await site.Browser.EvaluateAsync($"return Boolean(await caches.match('{picture}', {{ ignoreVary: true }}))")).GetBoolean(),
            found => found == isKept);

        Assert.Equal([picture], visit.Decoded);
        Assert.Equal(isKept, kept);
    }

    [Fact]
    public async Task The_model_takes_the_place_of_the_one_that_the_gateway_served_before()
    {
        var picture = Assert.Single(await site.ServePhotosAsync("/renewed", 1));
        var old = Encoding.UTF8.GetBytes("a model of an earlier time");
        var isOld = true;
        _proxy.Meddle = answer =>
        {
            if (isOld && answer.Path == Sdk)
            {
                answer.Headers.Remove("Content-Encoding");
                answer.Headers["Cache-Control"] = "no-cache";
                var decoder = new { url = "/.well-known/vaegateway/models/old/decoder.bin", sha256 = Convert.ToHexStringLower(SHA256.HashData(old)) };
                answer.Body = JsonSerializer.SerializeToUtf8Bytes(new { unavailable = (string?)null, files = Array.Empty<string>(), model = new { id = "old", decoder } });
            }
            else if (answer.Path.EndsWith("/old/decoder.bin", StringComparison.Ordinal))
            {
                (answer.Status, answer.Body) = (200, old);
                answer.Headers.Remove("Content-Encoding");
            }
        };

        // The old one is kept, though this decoder can't read it; then the gateway is another.
        await VisitTwiceAsync(picture, waitForModel: false);
        isOld = false;
        await site.Browser.StopWorkersAsync();
        var page = new Uri(_proxy.Address, picture + ".html");
        await site.Browser.VisitAsync(page);
        await site.Browser.WaitForSdkAsync();
        await site.Browser.ClearHttpCacheAsync();
        var visit = await site.Browser.VisitAsync(page);
        var kept = await site.Browser.EvaluateAsync("return (await (await caches.open('vaegateway-models-1')).keys()).map(({ url }) => url).filter((url) => url.includes('decoder')).length");

        Assert.Equal([picture], visit.Decoded);
        Assert.Equal(1, kept.GetInt32());
    }

    private static bool AsksForLatent(RecordedRequest request) => request.Headers.GetValueOrDefault("Accept", "").Contains("latent", StringComparison.Ordinal);

    private async Task AssertFallsBackAsync(string picture, Action<MeddledAnswer> damage)
    {
        _proxy.Meddle = answer =>
        {
            if (answer.IsLatent)
            {
                damage(answer);
            }
        };

        var visit = await VisitTwiceAsync(picture);

        visit.AssertPainted();
        Assert.Equal("image/webp", visit.Response(picture).ContentType);
        Assert.Equal((0, 1), (await site.Browser.CountersAsync()) is { } counters ? (counters.Pictures, counters.Fallbacks) : default);
        var asked = _proxy.RequestsTo(picture).TakeLast(2).ToArray();
        Assert.True(AsksForLatent(asked[0]));
        Assert.False(AsksForLatent(asked[1]));
    }

    private async Task<PageVisit> VisitTwiceAsync(string picture, bool waitForModel = true)
    {
        site.ServeGallery(picture + ".html", [picture]);
        var page = new Uri(_proxy.Address, picture + ".html");
        await site.Browser.BecomeNewAsync();
        await site.Browser.VisitAsync(page);
        if (waitForModel)
        {
            await site.Browser.WaitForSdkAsync();
        }
        else
        {
            await site.Browser.EvaluateAsync("await navigator.serviceWorker.ready; while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 20))");
        }

        return await site.Browser.VisitAsync(page);
    }
}
