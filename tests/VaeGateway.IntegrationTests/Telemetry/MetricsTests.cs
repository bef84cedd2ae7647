using System.Text.RegularExpressions;
using VaeGateway.IntegrationTests.Caching;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Telemetry;

/// <summary>Every request is counted once, as what it was.</summary>
public sealed partial class MetricsTests : IAsyncLifetime
{
    private const string Requests = "vaegateway_requests_total";

    private TestOrigin _origin = null!;
    private RedisServer _redis = null!;
    private GatewayProcess _gateway = null!;

    public async Task InitializeAsync()
    {
        _origin = await TestOrigin.StartAsync();
        _redis = await RedisServer.StartAsync();
        _gateway = await GatewayProcess.StartAsync(_origin.Address, "--redis", _redis.Address, "--VaeGateway:Encoding:QueueCapacity", "1");
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _redis.DisposeAsync();
        await _origin.DisposeAsync();
    }

    [Fact]
    public async Task Hits_misses_and_what_passes_are_told_apart()
    {
        var png = Photo.Png(300);
        _origin.Serve("/photo.png", png, "image/png");
        _origin.Serve("/page.html", "a page"u8.ToArray(), "text/html");
        _origin.Map("/mine", Answers.Bytes("mine"u8.ToArray(), "text/html", ("Cache-Control", "private")));
        await _gateway.Client.GetAsync("/photo.png");
        await _gateway.Client.GetHitAsync("/photo.png", "image/webp");
        await _gateway.Client.GetHitAsync("/photo.png", "image/png");
        var before = await Scrape.OfAsync(_gateway);

        var latent = await _gateway.Client.GetAsync("/photo.png", _gateway.AcceptLatent);
        var webp = await _gateway.Client.GetAsync("/photo.png", "image/webp");
        await _gateway.Client.GetAsync("/photo.png", "image/png");
        await _gateway.Client.GetAsync("/page.html");
        await _gateway.Client.GetAsync("/page.html");
        await _gateway.Client.GetAsync("/mine");
        await _gateway.Client.SendAsync(HttpMethod.Post, "/page.html");
        await _gateway.Client.GetAsync("/nothing", null, ("Cache-Control", "only-if-cached"));

        await ExpectAsync(
            before,
            (1, Requests, ["outcome=\"hit_latent\""]),
            (1, Requests, ["outcome=\"hit_rendition\""]),
            (1, Requests, ["outcome=\"hit_original\""]),
            (1, Requests, ["outcome=\"hit_plain\""]),
            (1, Requests, ["outcome=\"miss\""]),
            (1, Requests, ["outcome=\"bypass\"", "reason=\"private\""]),
            (1, Requests, ["outcome=\"bypass\"", "reason=\"method\""]),
            (1, Requests, ["outcome=\"bypass\"", "reason=\"only-if-cached\""]),
            (8, Requests, []),
            (latent.Body.Length, "vaegateway_sent_bytes_total", ["outcome=\"hit_latent\""]),
            (webp.Body.Length, "vaegateway_sent_bytes_total", ["outcome=\"hit_rendition\""]),
            ((2 * png.Length) - latent.Body.Length - webp.Body.Length, "vaegateway_saved_bytes_total", []));
    }

    [Fact]
    public async Task Stale_answers_are_an_outcome_of_their_own()
    {
        var page = new VersionedOrigin { CacheControl = "max-age=1, stale-while-revalidate=60, stale-if-error=60" };
        _origin.Map("/stale", page.AnswerAsync);
        _origin.Map("/checked", new VersionedOrigin { CacheControl = "no-cache" }.AnswerAsync);
        await _gateway.Client.GetAsync("/stale");
        await _gateway.Client.GetAsync("/checked");
        await Task.Delay(TimeSpan.FromSeconds(2));
        page.CacheControl = "max-age=1, stale-if-error=60";
        var before = await Scrape.OfAsync(_gateway);

        await _gateway.Client.GetAsync("/stale");
        await _gateway.Client.GetAsync("/checked");
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        await _origin.StopAsync();
        await _gateway.Client.GetAsync("/stale");

        await ExpectAsync(
            before,
            (1, Requests, ["outcome=\"stale\"", "reason=\"while-revalidating\""]),
            (1, Requests, ["outcome=\"stale\"", "reason=\"on-error\""]),
            (1, Requests, ["outcome=\"revalidated\""]),
            (3, Requests, []),
            (2 * page.Body.Length, "vaegateway_sent_bytes_total", ["outcome=\"stale\""]));
    }

    [Fact]
    public async Task An_image_that_stays_as_it_is_says_why()
    {
        _origin.Serve("/noise.png", Photo.NoisePng(301), "image/png");
        _origin.Serve("/broken.png", "no image"u8.ToArray(), "image/png");
        foreach (var path in new[] { "/noise.png", "/broken.png" })
        {
            await _gateway.Client.GetAsync(path);
            await _gateway.Client.GetHitAsync(path);
        }

        var scrape = await Scrape.OfAsync(_gateway);
        Assert.Equal(1, scrape.Sum("vaegateway_encode_refused_total", "reason=\"image\""));
        Assert.Equal(2, scrape.Sum("vaegateway_encode_refused_total"));
        Assert.Equal(2, scrape.Sum("vaegateway_encodes_total", "result=\"original\""));
    }

    /// <summary>The names in the dashboard are those of the gateway.</summary>
    [Fact]
    public async Task The_dashboard_asks_for_nothing_that_is_not_there()
    {
        await CauseEverythingAsync();
        var dashboard = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "grafana", "vaegateway.json"));
        var asked = MetricName().Matches(dashboard).Select(match => match.Value).Distinct().ToArray();

        Assert.NotEmpty(asked);
        var scrape = await Eventually.GetAsync(() => Scrape.OfAsync(_gateway), found => found.Names.Contains("vaegateway_store_errors_total"));
        Assert.Empty(asked.Except(scrape.Names));
    }

    private async Task CauseEverythingAsync()
    {
        _origin.Serve("/photo.png", Photo.Png(302), "image/png");
        _origin.Serve("/noise.png", Photo.NoisePng(303), "image/png");
        await _gateway.Client.GetHitAsync("/photo.png", "image/webp");
        await _gateway.Client.GetHitAsync("/noise.png");

        // More images at once than one worker and a queue of one can take.
        await Task.WhenAll(Enumerable.Range(0, 12).Select(number =>
        {
            _origin.Serve($"/crowd-{number}.png", Photo.Png(310 + number), "image/png");
            return _gateway.Client.GetAsync($"/crowd-{number}.png");
        }));
        _origin.Map("/half.png", Answers.HalfOf(Photo.Png(304), "image/png", withLength: true));
        await Assert.ThrowsAsync<HttpRequestException>(() => _gateway.Client.GetAsync("/half.png"));
        await _redis.KillAsync();
        await _gateway.Client.GetAsync("/never-seen");
    }

    private async Task ExpectAsync(Scrape before, params (double Grown, string Name, string[] Labels)[] expected)
    {
        // A request is counted when its answer is on its way, and a scrape may be some hundred milliseconds old.
        var after = await Eventually.GetAsync(
            () => Scrape.OfAsync(_gateway), scrape => scrape.Sum(Requests) - before.Sum(Requests) >= expected.Max(each => each.Name == Requests ? each.Grown : 0));
        Assert.All(expected, each => Assert.Equal(
            (each.Name, string.Join(',', each.Labels), each.Grown), (each.Name, string.Join(',', each.Labels), after.Sum(each.Name, each.Labels) - before.Sum(each.Name, each.Labels))));
    }

    [GeneratedRegex(@"\b(vaegateway|dotnet|http|kestrel)_[a-z_]+")]
    private static partial Regex MetricName();
}
