using System.Net;
using VaeGateway.Client.Tests.Support;

namespace VaeGateway.Client.Tests;

/// <summary>Latents that can't be decoded: the client asks once more, for an ordinary image.</summary>
[Collection(TrainedModel.Collection)]
public sealed class FallbackTests(TrainedModel trained)
{
    private const string Path = "/photo.jpg";
    private const string Ordinary = "ordinary";

    public static TheoryData<string> Damages => new(DamageByName.Keys);

    private static Dictionary<string, Func<byte[], byte[]>> DamageByName { get; } = new()
    {
        ["empty"] = _ => [],
        ["not a latent"] = _ => "<html>"u8.ToArray(),
        ["flipped magic"] = latent => Flip(latent, 0),
        ["another version"] = latent => Flip(latent, 3),
        ["another model"] = latent => Flip(latent, 4),
        ["flipped header"] = latent => Flip(latent, 9),
        ["flipped symbols"] = latent => Flip(latent, latent.Length - 5),
        ["cut in half"] = latent => latent[..(latent.Length / 2)],
        ["last byte missing"] = latent => latent[..^1],
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_latent_is_asked_for_again_as_ordinary_image(string damage)
    {
        using var app = new ClientApp(options => options.ModelFolder = TrainedModel.Folder);
        app.Gateway.ServeImage(Path, DamageByName[damage]([.. trained.Latent]), Ordinary);

        Assert.Equal(("image/webp", Ordinary), await app.GetTextAsync(Path));
        Assert.Equal([true, false], app.Gateway.Sent.Select(request => request.AsksForLatent));
    }

    [Fact]
    public async Task The_second_request_is_the_apps_own()
    {
        using var app = new ClientApp(options => options.ModelFolder = TrainedModel.Folder);
        app.Gateway.ServeImage(Path, [], Ordinary);
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        request.Headers.Add("Accept", "image/webp");
        request.Headers.Add("X-App", "kept");

        using var response = await app.Http.SendAsync(request);

        var second = app.Gateway.Sent[1];
        Assert.Equal(("image/webp", "kept"), (second.Accept, second.Headers["X-App"]));
        Assert.Same(request, response.RequestMessage);
    }

    [Fact]
    public async Task A_latent_larger_than_allowed_is_not_read()
    {
        using var app = new ClientApp(options => (options.ModelFolder, options.MaxLatentBytes) = (TrainedModel.Folder, 10));
        app.Gateway.ServeImage(Path, trained.Latent, Ordinary);
        Assert.Equal(("image/webp", Ordinary), await app.GetTextAsync(Path));
    }

    [Fact]
    public async Task A_latent_of_more_pixels_than_allowed_is_not_decoded()
    {
        using var app = new ClientApp(options => (options.ModelFolder, options.MaxPixels) = (TrainedModel.Folder, 100));
        app.Gateway.ServeImage(Path, trained.Latent, Ordinary);
        Assert.Equal(("image/webp", Ordinary), await app.GetTextAsync(Path));
    }

    [Fact]
    public async Task A_latent_that_breaks_off_on_the_way_is_asked_for_again()
    {
        using var app = new ClientApp(options => options.ModelFolder = TrainedModel.Folder);
        app.Gateway.ServeImage(Path, trained.Latent, Ordinary);
        var answer = app.Gateway.Answers[Path];
        app.Gateway.Answers[Path] = request =>
        {
            var response = answer(request);
            if (request.AsksForLatent)
            {
                var type = response.Content.Headers.ContentType;
                response.Content = new StreamContent(new BreakingStream()) { Headers = { ContentType = type } };
            }

            return response;
        };

        Assert.Equal(("image/webp", Ordinary), await app.GetTextAsync(Path));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.NotModified)]
    public async Task Errors_are_the_apps_to_see(HttpStatusCode status)
    {
        using var app = new ClientApp(options => options.ModelFolder = TrainedModel.Folder);
        app.Gateway.Answers[Path] = _ => new HttpResponseMessage(status);

        using var response = await app.Http.GetAsync(Path);

        Assert.Equal(status, response.StatusCode);
        Assert.Single(app.Gateway.Sent);
    }

    [Fact]
    public async Task A_request_that_fails_is_not_sent_twice()
    {
        using var app = new ClientApp(options => options.ModelFolder = TrainedModel.Folder);
        app.Gateway.Answers[Path] = _ => throw new HttpRequestException("no network");

        await Assert.ThrowsAsync<HttpRequestException>(() => app.GetAsync(Path));
        Assert.Single(app.Gateway.Sent);
    }

    private static byte[] Flip(byte[] latent, int offset)
    {
        latent[offset] ^= 1;
        return latent;
    }

    private sealed class BreakingStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("broken off");

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException("broken off");
    }
}
