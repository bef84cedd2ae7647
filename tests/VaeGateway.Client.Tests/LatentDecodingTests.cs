using VaeGateway.Client.Tests.Support;
using VaeGateway.Imaging;

namespace VaeGateway.Client.Tests;

/// <summary>What the app sees of an image that travelled as a latent.</summary>
[Collection(TrainedModel.Collection)]
public sealed class LatentDecodingTests : IDisposable
{
    private const string Path = "/photo.jpg";

    private readonly TrainedModel _trained;
    private readonly ClientApp _app = new(options => options.ModelFolder = TrainedModel.Folder);

    public LatentDecodingTests(TrainedModel trained)
    {
        _trained = trained;
        _app.Gateway.ServeImage(Path, trained.Latent, "ordinary");
    }

    [Fact]
    public async Task The_app_gets_a_png_with_the_latents_pixels()
    {
        var (mediaType, body) = await _app.GetAsync(Path);

        Assert.Equal("image/png", mediaType);
        Assert.Equal(_trained.Decoded.Samples, ImageReader.Decode(body, new ImageLimits()).Samples);
        Assert.Single(_app.Gateway.Sent);
    }

    [Fact]
    public async Task The_response_says_what_travelled_and_answers_the_apps_own_request()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        using var response = await _app.Http.SendAsync(request);

        var content = Assert.IsType<DecodedImageContent>(response.Content);
        Assert.Equal(_trained.Latent.Length, content.LatentBytes);
        Assert.Equal(_trained.Decoded.Samples, content.Image.Samples);
        Assert.Same(request, response.RequestMessage);
        Assert.Empty(request.Headers);
    }

    [Fact]
    public async Task The_content_can_be_read_as_stream_and_twice()
    {
        using var response = await _app.Http.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead);
        using var copy = new MemoryStream();
        await (await response.Content.ReadAsStreamAsync()).CopyToAsync(copy);

        Assert.Equal(copy.ToArray(), await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Headers_of_the_response_reach_the_app()
    {
        var modified = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var answer = _app.Gateway.Answers[Path];
        _app.Gateway.Answers[Path] = request =>
        {
            var response = answer(request);
            response.Headers.Add("Cache-Status", "VaeGateway; hit");
            response.Content.Headers.LastModified = modified;
            return response;
        };

        using var response = await _app.Http.GetAsync(Path);

        Assert.Equal("VaeGateway; hit", Assert.Single(response.Headers.GetValues("Cache-Status")));
        Assert.Equal(modified, response.Content.Headers.LastModified);
    }

    [Fact]
    public async Task Pixels_come_directly() =>
        Assert.Equal(_trained.Decoded.Samples, (await _app.Http.GetPixelsAsync(new Uri(Path, UriKind.Relative)))!.Samples);

    [Fact]
    public async Task There_are_no_pixels_of_an_ordinary_image()
    {
        _app.Gateway.Answers["/cold.jpg"] = _ => FakeGateway.Reply("image/jpeg", [1, 2, 3]);
        Assert.Null(await _app.Http.GetPixelsAsync(new Uri("/cold.jpg", UriKind.Relative)));
    }

    [Fact]
    public async Task Pixels_of_a_missing_image_are_an_error() =>
        await Assert.ThrowsAsync<HttpRequestException>(() => _app.Http.GetPixelsAsync(new Uri("/missing.jpg", UriKind.Relative)));

    [Fact]
    public async Task Concurrent_requests_get_the_same_pixels()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _app.Http.GetPixelsAsync(new Uri(Path, UriKind.Relative))));
        Assert.All(results, pixels => Assert.Equal(_trained.Decoded.Samples, pixels!.Samples));
    }

    public void Dispose() => _app.Dispose();
}
