using System.Text.Json;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Browser;

/// <summary>Steps of a visitor of a page with the SDK.</summary>
internal static class SdkSteps
{
    /// <summary>Visits for the first time: everything is forgotten before, and the SDK is in charge afterwards.</summary>
    public static async Task<PageVisit> VisitFirstAsync(this BrowserSession browser, Uri page)
    {
        await browser.BecomeNewAsync();
        var visit = await browser.VisitAsync(page);
        await browser.WaitForSdkAsync();
        return visit;
    }

    /// <summary>Waits until the SDK's service worker controls the page and has a model.</summary>
    public static Task WaitForSdkAsync(this BrowserSession browser) => Eventually.GetAsync(
        async () => (await browser.EvaluateAsync("return Boolean(navigator.serviceWorker.controller && (await window.sdk?.counters())?.model)")).GetBoolean(),
        isReady => isReady);

    /// <summary>What the SDK has counted; null where it is not active.</summary>
    public static async Task<SdkCounters?> CountersAsync(this BrowserSession browser) =>
        (await browser.EvaluateAsync("return window.sdk?.counters() ?? null")).Deserialize<SdkCounters>(JsonSerializerOptions.Web);

    /// <summary>Adds an image to the page.</summary>
    /// <returns>Its width; 0 if it is broken.</returns>
    public static async Task<int> AddImageAsync(this BrowserSession browser, string path) => (await browser.EvaluateAsync($$"""
        const image = new Image();
        image.src = '{{path}}';
        document.body.append(image);
        await image.decode().catch(() => {});
        return image.naturalWidth;
        """)).GetInt32();

    /// <summary>What the nth image of the page shows: R, G, B, A for each pixel.</summary>
    public static async Task<byte[]> PixelsAsync(this BrowserSession browser, int index = 0) => Convert.FromBase64String((await browser.EvaluateAsync($$"""
        const image = document.images[{{index}}];
        const surface = new OffscreenCanvas(image.naturalWidth, image.naturalHeight).getContext('2d');
        surface.drawImage(image, 0, 0);
        const { data } = surface.getImageData(0, 0, image.naturalWidth, image.naturalHeight);
        let text = '';
        for (let at = 0; at < data.length; at += 8192) {
          text += String.fromCharCode(...data.subarray(at, at + 8192));
        }
        return btoa(text);
        """)).GetString()!);
}
