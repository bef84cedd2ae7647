using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Browser;

/// <summary>The demo's pages: the gallery plain, with the SDK, and soft before it is sharp.</summary>
public sealed class DemoTests : IAsyncLifetime
{
    private const string Pictures = "11";

    private readonly SdkSite _site = new();

    public async Task InitializeAsync()
    {
        await _site.InitializeAsync();
        _site.Origin.Fallback = Answers.Folder(Repository.DemoSite);
        var pictures = Directory.GetFiles(Path.Combine(Repository.DemoSite, "images")).Select(file => $"/images/{Path.GetFileName(file)}").ToArray();
        foreach (var picture in pictures)
        {
            await _site.Gateway.Client.GetAsync(picture);
        }

        foreach (var picture in pictures)
        {
            await _site.Gateway.Client.GetHitAsync(picture, "image/webp");
        }
    }

    public Task DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Both_galleries_count_every_picture_and_on_a_slow_line_one_is_soft_before_it_is_sharp()
    {
        await _site.Browser.VisitAsync(_site.Gateway.Address);
        var plain = await CountedAsync();
        await _site.Browser.VisitAsync(new Uri(_site.Gateway.Address, "/sdk/"));
        var sdk = await CountedAsync();
        await _site.Browser.ScreenshotAsync("demo-sdk.png");

        Assert.Contains($"{Pictures} pictures", plain, StringComparison.Ordinal);
        Assert.Contains($"{Pictures} pictures", sdk, StringComparison.Ordinal);
        Assert.True(Bytes(sdk) < Bytes(plain), $"{sdk}; {plain}");

        await _site.Browser.VisitAsync(new Uri(_site.Gateway.Address, "/sdk/#slow"));

        // How often the picture was painted that was painted most often.
        var paints = await Eventually.GetAsync(
            async () => (await _site.Browser.EvaluateAsync("return Math.max(0, ...[...document.querySelectorAll('.gallery canvas')].map((canvas) => Number(canvas.dataset.paints ?? 0)))")).GetInt32(),
            most => most >= 2);

        Assert.True(paints >= 2);
    }

    private static int Bytes(string sums) => int.Parse(
        sums.Split(" · ")[1].Replace(" bytes", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> CountedAsync() => await Eventually.GetAsync(
        async () => (await _site.Browser.EvaluateAsync("return document.querySelector('.board p')?.textContent ?? ''")).GetString()!,
        sums => sums.StartsWith($"{Pictures} pictures", StringComparison.Ordinal));
}
