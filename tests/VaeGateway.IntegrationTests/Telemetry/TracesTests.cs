using VaeGateway.IntegrationTests.Caching;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Telemetry;

/// <summary>With an address to send to, spans arrive there.</summary>
public sealed class TracesTests : IAsyncLifetime
{
    private const string Source = "VaeGateway";

    private TestOrigin _origin = null!;
    private OtlpReceiver _receiver = null!;
    private GatewayProcess _gateway = null!;

    public async Task InitializeAsync()
    {
        _origin = await TestOrigin.StartAsync();
        _receiver = await OtlpReceiver.StartAsync();
        _gateway = await GatewayProcess.StartAsync(_origin.Address, "--VaeGateway:Telemetry:OtlpEndpoint", _receiver.Address.AbsoluteUri);
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _receiver.DisposeAsync();
        await _origin.DisposeAsync();
    }

    [Fact]
    public async Task An_encode_is_linked_to_the_request_that_brought_the_image()
    {
        _origin.Serve("/photo.png", Photo.Png(330), "image/png");
        await _gateway.Client.GetAsync("/photo.png");
        await _gateway.Client.GetHitAsync("/photo.png", "image/webp");

        var spans = await SpansAsync("rendition");

        var fetch = Assert.Single(spans, span => (span.Source, span.Name) == (Source, "origin.fetch"));
        var encode = Assert.Single(spans, span => (span.Source, span.Name) == (Source, "encode"));
        var rendition = Assert.Single(spans, span => (span.Source, span.Name) == (Source, "rendition"));
        Assert.Equal([fetch.TraceId], encode.Links);
        Assert.NotEqual(fetch.TraceId, encode.TraceId);
        Assert.Contains(spans, span => (span.Name, span.TraceId) == ("cache.lookup", fetch.TraceId));
        Assert.Contains(spans, span => (span.Source, span.TraceId) == ("System.Net.Http", fetch.TraceId));
        Assert.Contains(spans, span => (span.Source, span.TraceId) == ("Microsoft.AspNetCore", rendition.TraceId));
        Assert.Contains(_origin.RequestsTo("/photo.png")[0].Headers, header => header.Key == "traceparent" && header.Value.Contains(fetch.TraceId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refresh_is_linked_to_the_request_that_found_the_page_stale()
    {
        _origin.Map("/page", new VersionedOrigin { CacheControl = "max-age=0, stale-while-revalidate=60" }.AnswerAsync);
        await _gateway.Client.GetAsync("/page");
        await _gateway.Client.GetAsync("/page");

        var spans = await SpansAsync("cache.refresh");

        var refresh = Assert.Single(spans, span => span.Name == "cache.refresh");
        Assert.Contains(spans, span => (span.Source, span.TraceId) == ("Microsoft.AspNetCore", Assert.Single(refresh.Links)));
    }

    private Task<IReadOnlyCollection<ReceivedSpan>> SpansAsync(string name) =>
        Eventually.GetAsync(() => Task.FromResult(_receiver.Spans), spans => spans.Any(span => span.Name.StartsWith(name, StringComparison.Ordinal)));
}
