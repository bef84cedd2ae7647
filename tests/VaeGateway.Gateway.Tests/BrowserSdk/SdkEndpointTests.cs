using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using VaeGateway.Gateway.Tests.Pipeline;

namespace VaeGateway.Gateway.Tests.BrowserSdk;

public sealed class SdkEndpointTests : IDisposable
{
    private const string Sdk = "/.well-known/vaegateway/sdk";

    private static readonly byte[] Script = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("export const two = 1 + 1;\n", 50)));

    private readonly string _folder = Directory.CreateTempSubdirectory("vaegateway-sdk-").FullName;
    private readonly GatewayHost _gateway;

    public SdkEndpointTests()
    {
        File.WriteAllBytes(Path.Combine(_folder, "vaegateway.js"), Script);
        File.WriteAllBytes(Path.Combine(_folder, "worker.js"), Script);
        File.WriteAllText(Path.Combine(_folder, "secret.txt"), "not for clients");
        _gateway = new GatewayHost(("VaeGateway:BrowserSdk:Folder", _folder));
    }

    public void Dispose()
    {
        _gateway.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_index_names_every_file_with_its_integrity_and_a_url_for_ever()
    {
        var files = (await IndexAsync()).GetProperty("files").EnumerateArray().ToDictionary(file => file.GetProperty("name").GetString()!);

        Assert.Equal(["vaegateway.js", "worker.js"], files.Keys.Order());
        var page = files["vaegateway.js"];
        Assert.Equal($"sha384-{Convert.ToBase64String(SHA384.HashData(Script))}", page.GetProperty("integrity").GetString());
        using var reply = await _gateway.GetAsync(page.GetProperty("url").GetString()!);
        Assert.Equal(Script, await reply.Content.ReadAsByteArrayAsync());
        Assert.Contains("immutable", reply.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_a_decoder_for_browsers_is_told()
    {
        var index = await IndexAsync();

        Assert.Equal(JsonValueKind.Null, index.GetProperty("model").GetProperty("decoder").ValueKind);
        Assert.Contains("has no decoder", index.GetProperty("unavailable").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stable_url_is_short_lived_and_may_be_used_from_anywhere()
    {
        using var reply = await _gateway.GetAsync($"{Sdk}/worker.js");

        Assert.Equal("text/javascript; charset=utf-8", reply.Content.Headers.ContentType!.ToString());
        Assert.Equal(TimeSpan.FromMinutes(5), reply.Headers.CacheControl!.MaxAge);
        Assert.Equal("/", Assert.Single(reply.Headers.GetValues("Service-Worker-Allowed")));
        Assert.Equal("nosniff", Assert.Single(reply.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("*", Assert.Single(reply.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task Only_the_worker_may_have_the_whole_site_as_its_scope()
    {
        using var reply = await _gateway.GetAsync($"{Sdk}/vaegateway.js");

        Assert.False(reply.Headers.Contains("Service-Worker-Allowed"));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_compressed_form_has_an_entity_tag_of_its_own(string coding)
    {
        using var plain = await _gateway.GetAsync($"{Sdk}/vaegateway.js");
        using var small = await _gateway.GetAsync($"{Sdk}/vaegateway.js", null, ("Accept-Encoding", $"{coding}, identity;q=0.1"));
        using var again = await _gateway.GetAsync($"{Sdk}/vaegateway.js", null, ("Accept-Encoding", coding), ("If-None-Match", small.Headers.ETag!.Tag));

        Assert.Equal(coding, Assert.Single(small.Content.Headers.ContentEncoding));
        Assert.True((await small.Content.ReadAsByteArrayAsync()).Length < Script.Length);
        Assert.Contains("Accept-Encoding", small.Headers.Vary);
        Assert.NotEqual(plain.Headers.ETag!.Tag, small.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("secret.txt")]
    [InlineData("Worker.js")]
    [InlineData("..%2fworker.js")]
    [InlineData("nothing.js")]
    public async Task Nothing_else_is_served(string name)
    {
        using var reply = await _gateway.GetAsync($"{Sdk}/{name}");

        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Empty(_gateway.Origin.Requests);
    }

    [Fact]
    public async Task Without_the_sdk_the_answer_says_why()
    {
        using var gateway = new GatewayHost(("VaeGateway:BrowserSdk:Folder", Path.Combine(_folder, "none")));
        using var reply = await gateway.GetAsync($"{Sdk}/vaegateway.js");

        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Contains("VaeGateway:BrowserSdk:Folder", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> IndexAsync()
    {
        using var reply = await _gateway.GetAsync(Sdk);
        using var document = JsonDocument.Parse(await reply.Content.ReadAsStreamAsync());
        return document.RootElement.Clone();
    }
}
