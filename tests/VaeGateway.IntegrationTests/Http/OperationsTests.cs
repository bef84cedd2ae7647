using System.Net;
using System.Text;
using System.Text.Json;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Http;

/// <summary>What an operator looks at.</summary>
[Collection(Site.Collection)]
public sealed class OperationsTests(Site site)
{
    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task Health_is_told_and_never_cached(string path, string status)
    {
        var reply = await site.Client.GetAsync(path);

        using var report = JsonDocument.Parse(reply.Body);
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(status, report.RootElement.GetProperty("status").GetString());
        Assert.Equal("no-store", reply.Field("Cache-Control"));
    }

    [Fact]
    public async Task Readiness_names_the_model_and_the_store()
    {
        using var report = JsonDocument.Parse((await site.Client.GetAsync("/health/ready")).Body);

        Assert.Equal(site.Gateway.ModelId, report.RootElement.GetProperty("model").GetString());
        Assert.Equal("memory", report.RootElement.GetProperty("store").GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("vaegateway_requests_total{", "outcome=\"miss\"")]
    [InlineData("vaegateway_requests_total{", "outcome=\"bypass\"", "reason=\"not-fresh\"")]
    [InlineData("vaegateway_requests_total{", "outcome=\"hit_latent\"")]
    [InlineData("vaegateway_requests_total{", "outcome=\"hit_rendition\"")]
    [InlineData("vaegateway_encodes_total{", "result=\"latent\"")]
    [InlineData("vaegateway_saved_bytes_total")]
    [InlineData("vaegateway_encode_duration_seconds_count")]
    [InlineData("vaegateway_decode_duration_seconds_count")]
    [InlineData("vaegateway_encode_queue_depth")]
    public async Task Metrics_count_what_happened(string name, params string[] labels)
    {
        await CauseOneOfEachAsync();

        var sample = await Eventually.GetAsync(
            async () => Samples(await site.Client.GetAsync("/metrics"))
                .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal) && labels.All(line.Contains)),
            found => found is not null);

        Assert.Matches(@" \d+(\.\d+)?( \d+)?$", sample);
    }

    private static string[] Samples(Reply metrics) =>
        [.. Encoding.UTF8.GetString(metrics.Body).Split('\n').Where(line => !line.StartsWith('#'))];

    private async Task CauseOneOfEachAsync()
    {
        site.Origin.Serve("/operations/photo.png", Photo.Png(40), "image/png");
        await site.Client.GetHitAsync("/operations/photo.png", "image/webp");
        await site.Client.GetAsync("/operations/photo.png", site.Gateway.AcceptLatent);
        await site.Client.GetAsync("/operations/page.html");
    }
}
