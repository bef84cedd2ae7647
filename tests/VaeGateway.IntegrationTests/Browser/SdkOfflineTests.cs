using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Browser;

/// <summary>The gateway is gone: what was seen is still there.</summary>
public sealed class SdkOfflineTests : IAsyncLifetime
{
    private readonly SdkSite _site = new();

    public Task InitializeAsync() => _site.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _site.Browser.DisposeAsync();
        await _site.Origin.DisposeAsync();
        await _site.Gateway.DisposeAsync();
    }

    [Fact]
    public async Task Pictures_that_were_seen_are_shown_from_their_latents_and_others_fail_as_they_would()
    {
        var pictures = await _site.ServePhotosAsync("/gone", 3);
        var page = _site.ServeGallery("/gone.html", pictures[..2]);
        var empty = _site.ServePage("/empty.html", "");
        await _site.VisitFirstAsync(page);
        await _site.Browser.VisitAsync(page);
        await _site.Browser.VisitAsync(empty);
        await _site.Browser.WaitForSdkAsync();

        await _site.Gateway.TerminateAsync();
        await _site.Gateway.WaitForExitAsync(TimeSpan.FromSeconds(30));
        await _site.Browser.ClearHttpCacheAsync();
        var widths = new List<int>();
        foreach (var picture in pictures)
        {
            widths.Add(await _site.Browser.AddImageAsync(picture));
        }

        Assert.Equal([Photo.Width, Photo.Width, 0], widths);
        var counters = await _site.Browser.CountersAsync();
        Assert.Equal(2, counters!.Offline);
    }
}
