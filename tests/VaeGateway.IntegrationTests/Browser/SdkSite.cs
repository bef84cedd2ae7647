using System.Text;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Browser;

/// <summary>A site whose pages carry the SDK, behind a gateway, and a browser to look at it.</summary>
public sealed class SdkSite : IAsyncLifetime
{
    public TestOrigin Origin { get; private set; } = null!;

    public GatewayProcess Gateway { get; private set; } = null!;

    public BrowserSession Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Origin = await TestOrigin.StartAsync();
        Gateway = await GatewayProcess.StartAsync(Origin.Address);
        Browser = BrowserSession.Start();
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Gateway.DisposeAsync();
        await Origin.DisposeAsync();
    }

    /// <summary>Puts pictures on the origin and waits until the gateway has their latents.</summary>
    /// <returns>Their paths.</returns>
    public Task<string[]> ServePhotosAsync(string folder, int count) => ServePhotosAsync(folder, count, Photo.Png);

    /// <summary>The same with pictures of another making.</summary>
    public async Task<string[]> ServePhotosAsync(string folder, int count, Func<int, byte[]> make)
    {
        var paths = Enumerable.Range(0, count).Select(seed => $"{folder}/{seed}.png").ToArray();
        for (var seed = 0; seed < count; seed++)
        {
            Origin.Serve(paths[seed], make(seed), "image/png");
            await Gateway.Client.GetAsync(paths[seed]);
        }

        foreach (var path in paths)
        {
            await Gateway.Client.GetHitAsync(path);
        }

        return paths;
    }

    /// <summary>Puts a page with the SDK on the origin.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="body">What it shows.</param>
    /// <param name="options">What is given to <c>register</c>.</param>
    public Uri ServePage(string path, string body, string options = "")
    {
        var tag = $"<script type='module'>import {{ register }} from '/.well-known/vaegateway/sdk/vaegateway.js'; window.sdk = await register({options});</script>";
        Origin.Serve(path, Encoding.UTF8.GetBytes($"<!doctype html><title>Pictures</title><link rel=icon href=data:,>{tag}{body}"), "text/html");
        return new Uri(Gateway.Address, path);
    }

    public Uri ServeGallery(string path, IEnumerable<string> pictures, string options = "") =>
        ServePage(path, string.Concat(pictures.Select(picture => $"<img src='{picture}' alt=''>")), options);

    /// <summary>Visits for the first time: everything is forgotten before, and the SDK is in charge afterwards.</summary>
    public Task<PageVisit> VisitFirstAsync(Uri page) => Browser.VisitFirstAsync(page);
}
