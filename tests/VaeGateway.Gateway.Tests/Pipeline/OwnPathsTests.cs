using System.Net;
using System.Text.Json;
using VaeGateway.Gateway.Tests.Support;

namespace VaeGateway.Gateway.Tests.Pipeline;

public sealed class OwnPathsTests : IDisposable
{
    private const string Models = "/.well-known/vaegateway/models";
    private readonly GatewayHost _gateway = new();

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task The_list_leads_to_the_files()
    {
        using var list = JsonDocument.Parse(await (await _gateway.GetAsync(Models)).Content.ReadAsStringAsync());
        var model = Assert.Single(list.RootElement.GetProperty("models").EnumerateArray().ToArray());
        var files = model.GetProperty("files").EnumerateArray().ToDictionary(file => file.GetProperty("name").GetString()!);

        Assert.Equal(["model.json", "synthesis.onnx"], files.Keys.Order());
        using var file = await _gateway.GetAsync(files["synthesis.onnx"].GetProperty("url").GetString()!);
        Assert.Equal("not a network"u8.ToArray(), await file.Content.ReadAsByteArrayAsync());
        Assert.Equal($"\"{files["synthesis.onnx"].GetProperty("sha256").GetString()}\"", file.Headers.ETag!.Tag);
        Assert.Contains("immutable", file.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("application/octet-stream", file.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData(Models + "/block/secret.txt")]
    [InlineData(Models + "/block/..%2f..%2fetc%2fpasswd")]
    [InlineData(Models + "/block/%2e%2e%2fsecret.txt")]
    [InlineData(Models + "/other/synthesis.onnx")]
    [InlineData(Models + "/block/Synthesis.onnx")]
    public async Task Nothing_else_is_served(string path)
    {
        using var response = await _gateway.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(_gateway.Origin.Requests);
    }

    [Fact]
    public async Task Health_names_the_model_and_the_store()
    {
        Assert.Contains("live", await (await _gateway.GetAsync("/health/live")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var ready = await (await _gateway.GetAsync("/health/ready")).Content.ReadAsStringAsync();

        Assert.Contains("\"model\":\"block\"", ready, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"memory\"", ready, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_count_hits_and_misses()
    {
        _gateway.Origin.Answer = _ => StubOrigin.Image(TestImages.EasyPng);
        await _gateway.FillAsync("/a.png");
        await _gateway.GetAsync("/a.png");
        var metrics = await (await _gateway.GetAsync("/metrics")).Content.ReadAsStringAsync();

        Assert.Matches("vaegateway_requests_total\\{[^}]*outcome=\"miss\"[^}]*\\} [1-9]", metrics);
        Assert.Matches("vaegateway_requests_total\\{[^}]*outcome=\"hit_rendition\"[^}]*\\} [1-9]", metrics);
        Assert.Contains("vaegateway_encode_duration_seconds_bucket", metrics, StringComparison.Ordinal);
    }
}
