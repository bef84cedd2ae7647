using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Browser;

/// <summary>The SDK in a real browser, on sites where all is well.</summary>
public sealed class SdkVisitTests(SdkSite site) : IClassFixture<SdkSite>
{
    [Fact]
    public async Task The_first_visit_shows_ordinary_images_and_the_second_decodes_latents()
    {
        var pictures = await site.ServePhotosAsync("/visits", 3);
        var page = site.ServeGallery("/visits.html", pictures);

        var first = await site.VisitFirstAsync(page);
        var second = await site.Browser.VisitAsync(page);

        first.AssertPainted();
        second.AssertPainted();
        Assert.Empty(first.Decoded);
        Assert.All(pictures, path => Assert.Equal("image/webp", first.Response(path).ContentType));
        Assert.Equal(pictures, second.Decoded.Order());
        var counters = await site.Browser.CountersAsync();
        Assert.Equal((3, 0, 0, "wasm"), (counters!.Pictures, counters.Fallbacks, counters.Offline, counters.Runtime));
        Assert.Empty(second.Warnings);
        await site.Browser.ScreenshotAsync("sdk-second-visit.png");
    }

    [Fact]
    public async Task A_page_without_the_sdk_and_one_that_ended_it_show_ordinary_images()
    {
        var pictures = await site.ServePhotosAsync("/off", 2);
        var page = site.ServeGallery("/off.html", pictures);
        site.Origin.Serve("/plain.html", System.Text.Encoding.UTF8.GetBytes($"<!doctype html><link rel=icon href=data:,><img src='{pictures[0]}'>"), "text/html");

        await site.Browser.BecomeNewAsync();
        var plain = await site.Browser.VisitAsync(new Uri(site.Gateway.Address, "/plain.html"));
        await site.VisitFirstAsync(page);
        await site.Browser.VisitAsync(page);
        var kept = await site.Browser.EvaluateAsync("await sdk.unregister(); return (await caches.keys()).length");
        await site.Browser.EvaluateAsync("window.stop()");
        var after = await site.Browser.VisitAsync(new Uri(site.Gateway.Address, "/plain.html"));

        Assert.All([plain, after], visit =>
        {
            visit.AssertPainted();
            Assert.Equal("image/webp", visit.Response(pictures[0]).ContentType);
            Assert.False(visit.Response(pictures[0]).FromServiceWorker);
        });
        Assert.Equal(0, kept.GetInt32());
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(4, true)]
    public async Task Fifty_pictures_on_one_page_are_all_painted_from_latents_with_the_help_of_spare_cores(int cores, bool isHelped)
    {
        var pictures = await site.ServePhotosAsync("/many", 50, Photo.SmallPng);
        var images = string.Concat(pictures.Select(picture => $"<img src='{picture}' alt=''>"));
        var page = site.ServePage($"/many-{cores}.html", $"<script>Object.defineProperty(navigator, 'hardwareConcurrency', {{ value: {cores} }})</script>{images}");

        await site.VisitFirstAsync(page);
        var visit = await site.Browser.VisitAsync(page);
        var helped = await site.Browser.EvaluateAsync("return performance.getEntriesByType('resource').some(({ name }) => name.includes('/helper-worker.js'))");

        visit.AssertPainted();
        Assert.Equal(50, visit.Images.Count);
        Assert.Equal(pictures.Order(), visit.Decoded.Order());
        Assert.Equal(isHelped, helped.GetBoolean());
        Assert.Equal(0, (await site.Browser.CountersAsync())!.Fallbacks);
    }

    [Fact]
    public async Task Every_way_to_show_a_picture_gets_latents()
    {
        var pictures = await site.ServePhotosAsync("/ways", 6);
        var page = site.ServePage("/ways.html", $$"""
            <style>div { width: 256px; height: 192px; background: url({{pictures[0]}}) }</style>
            <div></div>
            <picture><source srcset='{{pictures[1]}}' type='image/png'><img src='{{pictures[5]}}' alt=''></picture>
            <img srcset='{{pictures[5]}} 100w, {{pictures[2]}} 4000w' sizes='4000px' alt=''>
            <svg width='64' height='64'><image href='{{pictures[3]}}' width='64' height='64'/></svg>
            <video poster='{{pictures[4]}}' width='64' height='64'></video>
            """);

        await site.VisitFirstAsync(page);
        var visit = await site.Browser.VisitAsync(page);

        visit.AssertPainted();
        Assert.Equal(pictures[..5], visit.Decoded.Order());
    }

    [Fact]
    public async Task Transparency_stays_because_such_a_picture_stays_as_it_is()
    {
        site.Origin.Serve("/glass.png", Photo.TransparentPng(), "image/png");
        var page = site.ServeGallery("/glass.html", ["/glass.png"]);
        await site.Gateway.Client.GetHitAsync("/glass.png");

        await site.VisitFirstAsync(page);
        var visit = await site.Browser.VisitAsync(page);
        var pixels = await site.Browser.PixelsAsync();

        visit.AssertPainted();
        Assert.Empty(visit.Decoded);
        Assert.Equal(Photo.Transparency, pixels[3]);
    }

    [Fact]
    public async Task Other_files_and_parts_of_pictures_go_their_way_untouched()
    {
        var picture = Assert.Single(await site.ServePhotosAsync("/untouched", 1));
        var page = site.ServeGallery("/untouched.html", [picture]);

        await site.VisitFirstAsync(page);
        await site.Browser.VisitAsync(page);
        var script = await site.Browser.EvaluateAsync($$"""
            const whole = await fetch('{{picture}}');
            const part = await fetch('{{picture}}', { headers: { Range: 'bytes=0-9' } });
            return [whole.headers.get('Content-Type'), part.status, (await part.arrayBuffer()).byteLength].join(' ');
            """);

        Assert.Equal("image/jpeg 206 10", script.GetString());
    }
}
