using System.Net;
using VaeGateway.Client;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Sdk;

/// <summary>The client SDK against a real gateway.</summary>
[Collection(Site.Collection)]
public sealed class SdkTests(Site site) : IDisposable
{
    private const string Path = "/sdk/photo.png";

    private readonly string _cache = Directory.CreateTempSubdirectory("models").FullName;
    private readonly byte[] _png = Photo.Png(100);

    [Fact]
    public async Task An_image_travels_as_latent_and_arrives_as_png_with_the_decoders_pixels()
    {
        var latent = await StoreAsync();
        using var client = NewClient();

        using var response = await client.Http.GetAsync(Path);
        var body = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal("image/png", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(latent.Length, Assert.IsType<DecodedImageContent>(response.Content).LatentBytes);
        Assert.Equal(Decode(latent).Samples, Pixels.Of(body).Samples);
        Assert.True(Pixels.Psnr(Pixels.Of(_png), Pixels.Of(body)) > 28);
    }

    [Fact]
    public async Task Pixels_come_without_a_detour_over_a_file()
    {
        var latent = await StoreAsync();
        using var client = NewClient();

        var pixels = await client.Http.GetPixelsAsync(new Uri(Path, UriKind.Relative));

        Assert.Equal(Decode(latent).Samples, pixels!.Samples);
    }

    [Fact]
    public async Task An_image_that_is_not_stored_yet_arrives_as_the_origin_sent_it()
    {
        site.Origin.Map("/sdk/cold.png", Answers.Bytes(_png, "image/png", ("Cache-Control", "no-store")));
        using var client = NewClient();

        var reply = await client.GetAsync("/sdk/cold.png");

        Assert.Equal(_png, reply.Body);
        Assert.Equal("image/png", reply.ContentType);
        Assert.Null(await client.Http.GetPixelsAsync(new Uri("/sdk/cold.png", UriKind.Relative)));
    }

    [Fact]
    public async Task The_model_is_fetched_once_and_then_taken_from_disk()
    {
        await StoreAsync();
        using var first = NewClient();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => first.GetAsync(Path)));
        using var second = NewClient();
        await second.GetAsync(Path);

        Assert.Equal(1, Fetches(first, "/synthesis.onnx"));
        Assert.Equal(0, Fetches(first, "analysis.onnx"));
        Assert.Equal(0, Fetches(second, ".onnx"));
        var folder = Assert.Single(Directory.GetDirectories(_cache));
        using var kept = OnnxLatentModel.Load(folder, new OnnxModelOptions { Directions = ModelDirections.Decode });
        Assert.Equal(site.Gateway.ModelId, kept.Description.Id);
    }

    [Fact]
    public async Task A_model_damaged_on_disk_is_fetched_again()
    {
        var latent = await StoreAsync();
        using (var first = NewClient())
        {
            await first.GetAsync(Path);
        }

        var synthesis = Directory.GetFiles(_cache, "synthesis.onnx", SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(synthesis, new byte[100]);
        using var second = NewClient();

        Assert.Equal(Decode(latent).Samples, Pixels.Of((await second.GetAsync(Path)).Body).Samples);
        Assert.Equal(1, Fetches(second, "/synthesis.onnx"));
    }

    [Fact]
    public async Task A_model_other_than_the_pinned_one_is_refused_and_images_stay_ordinary()
    {
        await StoreAsync();
        using var client = NewClient(options => options.PinnedModelSha256 = new string('0', 64));

        var reply = await client.GetAsync(Path);

        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (reply.Status, reply.ContentType));
        Assert.Equal(0, Fetches(client, ".onnx"));
    }

    [Fact]
    public async Task The_pinned_model_is_used()
    {
        await StoreAsync();
        using var client = NewClient(options => options.PinnedModelSha256 = ModelFolder.Open(Repository.Model).Manifest.Sha256);
        Assert.Equal("image/png", (await client.GetAsync(Path)).ContentType);
    }

    [Fact]
    public async Task A_model_folder_given_by_the_app_needs_no_download()
    {
        await StoreAsync();
        using var client = NewClient(options => options.ModelFolder = Repository.Model);

        Assert.Equal("image/png", (await client.GetAsync(Path)).ContentType);
        Assert.Single(client.Sent);
    }

    [Fact]
    public async Task Pages_and_errors_pass()
    {
        site.Origin.Serve("/sdk/page.html", "<p>hello"u8.ToArray(), "text/html");
        using var client = NewClient();

        Assert.Equal("<p>hello"u8.ToArray(), (await client.GetAsync("/sdk/page.html")).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/sdk/nothing.png")).Status);
    }

    public void Dispose() => Directory.Delete(_cache, recursive: true);

    private static int Fetches(SdkClient client, string ending) => client.Sent.Count(request => request.Split(' ', '?')[1].EndsWith(ending, StringComparison.Ordinal));

    private static RgbImage Decode(byte[] latent)
    {
        using var model = OnnxLatentModel.Load(Repository.Model);
        return new LatentDecoder(model).Decode(latent).Image;
    }

    private SdkClient NewClient(Action<LatentDecodingOptions>? configure = null) => new(site.Gateway.Address, _cache, configure);

    private async Task<byte[]> StoreAsync()
    {
        site.Origin.Serve(Path, _png, "image/png");
        return (await site.Client.GetHitAsync(Path, site.Gateway.AcceptLatent)).Body;
    }
}
