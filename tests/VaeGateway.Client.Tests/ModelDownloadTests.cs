using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using VaeGateway.Client.Tests.Support;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Client.Tests;

/// <summary>Where the model comes from, and which models are refused.</summary>
[Collection(TrainedModel.Collection)]
public sealed class ModelDownloadTests(TrainedModel trained)
{
    private const string Path = "/photo.jpg";
    private const string Ordinary = "ordinary";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_first_image_fetches_what_decoding_takes_and_keeps_it()
    {
        using var app = NewApp();

        Assert.Equal("image/png", (await app.GetAsync(Path)).MediaType);
        Assert.Equal("image/png", (await app.GetAsync(Path)).MediaType);

        var folder = Assert.Single(Directory.GetDirectories(app.CacheFolder));
        Assert.Equal(
            ["mean.onnx", "model.json", "scale.onnx", "synthesis.onnx"],
            Directory.GetFiles(folder).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Single(app.Gateway.SentTo(FakeGateway.List));
        Assert.Single(app.Gateway.SentTo(FakeGateway.ModelFilePath("synthesis.onnx")));
    }

    [Fact]
    public async Task Concurrent_first_requests_share_one_download()
    {
        using var app = NewApp();

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => app.GetAsync(Path)));

        Assert.All(results, result => Assert.Equal("image/png", result.MediaType));
        Assert.Single(app.Gateway.SentTo(FakeGateway.List));
    }

    [Fact]
    public async Task A_cancelled_request_does_not_end_the_download_for_the_others()
    {
        using var app = NewApp();
        var gate = new TaskCompletionSource();
        app.Gateway.Gate = gate.Task;
        using var cancel = new CancellationTokenSource();
        var leaving = app.Http.GetAsync(Path, cancel.Token);
        var staying = app.GetAsync(Path);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        gate.SetResult();

        Assert.Equal("image/png", (await staying).MediaType);
        Assert.Single(app.Gateway.SentTo(FakeGateway.List));
    }

    [Fact]
    public async Task A_host_without_a_model_is_left_alone_for_a_while()
    {
        using var app = NewApp();
        var list = app.Gateway.Answers[FakeGateway.List];
        app.Gateway.Answers[FakeGateway.List] = _ => new HttpResponseMessage(HttpStatusCode.NotFound);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(("image/webp", Ordinary), await app.GetTextAsync(Path));
        }

        Assert.Single(app.Gateway.SentTo(FakeGateway.List));
        Assert.DoesNotContain(app.Gateway.SentTo(Path), request => request.AsksForLatent);

        app.Clock.Advance(RetryAfter);
        app.Gateway.Answers[FakeGateway.List] = list;
        Assert.Equal("image/png", (await app.GetAsync(Path)).MediaType);
    }

    [Theory]
    [InlineData("<html>not found</html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"models":[]}""")]
    [InlineData("""{"models":[{"id":null}]}""")]
    [InlineData("""{"models":[{"id":5}]}""")]
    [InlineData("""{"models":[{"id":"unknown"}]}""")]
    public async Task A_host_that_answers_the_list_with_something_else_has_no_model(string list)
    {
        using var app = NewApp();
        app.Gateway.Answers[FakeGateway.List] = _ => FakeGateway.Reply("application/json", Encoding.UTF8.GetBytes(list));
        await AssertRefusedAsync(app);
    }

    [Theory]
    [InlineData("id", "null")]
    [InlineData("id", "\"a\\\"b\"")]
    [InlineData("id", "\"a\\r\\nHost: b\"")]
    [InlineData("sha256", "null")]
    [InlineData("sha256", "\"\"")]
    [InlineData("files", "null")]
    [InlineData("files", "{}")]
    [InlineData("files", """{"scale":null,"mean":null,"synthesis":null}""")]
    [InlineData("files", """{"scale":{"name":"../scale.onnx","bytes":1,"sha256":""}}""")]
    [InlineData("files", """{"scale":{"name":null,"bytes":1,"sha256":null}}""")]
    [InlineData("hyperScaleIndex", "null")]
    [InlineData("hyperScaleIndex", "[null]")]
    [InlineData("magnitudeTables", "null")]
    [InlineData("magnitudeTables", "[[]]")]
    [InlineData("selfTest", "null")]
    [InlineData("schema", "2")]
    [InlineData("latentChannels", "-1")]
    [InlineData("hyperChannels", "0")]
    public async Task A_broken_manifest_is_refused(string field, string value)
    {
        using var app = NewApp();
        var manifest = JsonNode.Parse(await File.ReadAllBytesAsync(System.IO.Path.Combine(TrainedModel.Folder, ModelManifest.FileName)))!;
        manifest[field] = JsonNode.Parse(value);
        app.Gateway.ServeModelFile(ModelManifest.FileName, Encoding.UTF8.GetBytes(manifest.ToJsonString()));
        await AssertRefusedAsync(app);
    }

    [Theory]
    [InlineData("scale.onnx")]
    [InlineData("synthesis.onnx")]
    public async Task A_file_that_does_not_match_its_hash_is_refused_and_not_kept(string file)
    {
        using var app = NewApp();
        var content = await File.ReadAllBytesAsync(System.IO.Path.Combine(TrainedModel.Folder, file));
        content[content.Length / 2] ^= 1;
        app.Gateway.ServeModelFile(file, content);

        await AssertRefusedAsync(app);
        Assert.Empty(Directory.GetFiles(app.CacheFolder, file, SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_file_larger_than_allowed_is_refused()
    {
        using var app = NewApp(options => options.MaxModelFileBytes = 100_000);
        await AssertRefusedAsync(app);
    }

    [Fact]
    public async Task A_model_other_than_the_pinned_one_is_refused()
    {
        using var app = NewApp(options => options.PinnedModelSha256 = new string('a', 64));
        await AssertRefusedAsync(app);
    }

    [Fact]
    public async Task The_pinned_model_is_accepted_in_either_case()
    {
        using var app = NewApp(options => options.PinnedModelSha256 = ModelFolder.Open(TrainedModel.Folder).Manifest.Sha256.ToUpperInvariant());
        Assert.Equal("image/png", (await app.GetAsync(Path)).MediaType);
    }

    [Fact]
    public async Task A_cache_folder_that_cannot_be_written_costs_only_the_latents()
    {
        using var app = NewApp(options => options.CacheFolder = "/proc/nowhere");
        await AssertRefusedAsync(app);
    }

    [Fact]
    public async Task A_host_that_never_sends_its_model_is_given_up()
    {
        using var app = NewApp(options => options.ModelDownloadTimeout = TimeSpan.FromSeconds(30));
        app.Gateway.Gate = new TaskCompletionSource().Task;
        var image = app.GetTextAsync(Path);

        app.Gateway.Gate = Task.CompletedTask;
        app.Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(("image/webp", Ordinary), await image.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    private static async Task AssertRefusedAsync(ClientApp app)
    {
        Assert.Equal(("image/webp", Ordinary), await app.GetTextAsync(Path));
        Assert.Equal(("image/webp", Ordinary), await app.GetTextAsync(Path));
        Assert.Single(app.Gateway.SentTo(FakeGateway.List));
    }

    private ClientApp NewApp(Action<LatentDecodingOptions>? configure = null)
    {
        var app = new ClientApp(options =>
        {
            options.RetryModelAfter = RetryAfter;
            configure?.Invoke(options);
        });
        app.Gateway.ServeImage(Path, trained.Latent, Ordinary);
        return app;
    }
}
