using VaeGateway.Client.Tests.Support;
using VaeGateway.Codec;
using VaeGateway.Imaging;

namespace VaeGateway.Client.Tests;

/// <summary>Many pictures at once: they share one model and the same pools, and none gets another's pixels.</summary>
[Collection(TrainedModel.Collection)]
public sealed class ConcurrencyTests(TrainedModel trained)
{
    private const int Rounds = 8;

    [Fact]
    public async Task Many_requests_of_every_kind_share_one_model_and_keep_their_pictures_apart()
    {
        using var app = new ClientApp();
        var pictures = new Dictionary<string, RgbImage>();
        foreach (var (width, height) in new[] { (96, 64), (64, 96), (33, 70), (128, 128), (1, 1) })
        {
            var latent = trained.Encode(width, height);
            var path = $"/{width}x{height}.jpg";
            app.Gateway.ServeImage(path, latent, "ordinary");
            pictures.Add(path, trained.Decode(latent));
        }

        Func<ClientApp, string, Task<byte[]>>[] ways = [StagesAsync, PixelsAsync, FileAsync, StreamAsync];
        var results = Enumerable.Range(0, Rounds)
            .SelectMany(_ => pictures.SelectMany(picture => ways.Select(way => (picture.Key, picture.Value.Samples, Got: way(app, picture.Key)))))
            .ToList();
        await Task.WhenAll(results.Select(result => result.Got));

        foreach (var (path, expected, got) in results)
        {
            var samples = await got;
            Assert.True(expected.AsSpan().SequenceEqual(samples), path);
        }

        Assert.Single(app.Gateway.SentTo(FakeGateway.List));
        Assert.Single(app.Gateway.SentTo(FakeGateway.ModelFilePath("synthesis.onnx")));
        Assert.Equal(results.Count, app.Gateway.Sent.Count(request => request.AsksForLatent));
    }

    private static async Task<byte[]> StagesAsync(ClientApp app, string path)
    {
        byte[] last = [];
        await foreach (var stage in app.Http.GetPictureStagesAsync(new Uri(path, UriKind.Relative)))
        {
            last = stage.Pixels!.Samples.ToArray();
        }

        return last;
    }

    private static async Task<byte[]> PixelsAsync(ClientApp app, string path) => (await app.Http.GetPixelsAsync(new Uri(path, UriKind.Relative)))!.Samples;

    private static async Task<byte[]> FileAsync(ClientApp app, string path) => ImageReader.Decode((await app.GetAsync(path)).Body, new ImageLimits()).Samples;

    private static async Task<byte[]> StreamAsync(ClientApp app, string path)
    {
        await using var stream = await app.Http.GetStreamAsync(path);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return ImageReader.Decode(copy.ToArray(), new ImageLimits()).Samples;
    }
}
