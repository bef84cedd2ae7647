using VaeGateway.Client.Tests.Support;
using VaeGateway.Codec.Onnx;
using VaeGateway.Codec.Onnx.Tests;

namespace VaeGateway.Client.Tests;

/// <summary>Which decoder shows a host's pictures, and what is fetched for it.</summary>
[Collection(TrainedModel.Collection)]
public sealed class LightDecoderTests(TrainedModel trained) : IDisposable
{
    private const string Photo = "/photo.jpg";
    private const string Full = LightModelFolder.FullFile;
    private const string Light = LightModelFolder.LightFile;

    private readonly LightModelFolder _served = new();

    [Fact]
    public void Unless_told_otherwise_a_client_measures() => Assert.Equal(DecoderChoice.Measured, new LatentDecodingOptions().Decoder);

    [Theory]
    [InlineData(DecoderChoice.Full, false, DecoderChoice.Full, Full)]
    [InlineData(DecoderChoice.Light, true, DecoderChoice.Light, Light)]
    [InlineData(DecoderChoice.Measured, true, DecoderChoice.Full, Full)]
    [InlineData(DecoderChoice.Measured, false, DecoderChoice.Light, Full, Light)]
    public async Task The_networks_that_the_choice_takes_are_fetched_and_no_other(
        DecoderChoice choice, bool isFast, DecoderChoice expected, params string[] networks)
    {
        using var app = NewApp(choice, isFast);

        Assert.Equal(expected, await DecoderOfAsync(app));
        Assert.Equal(expected, await DecoderOfAsync(app));
        Assert.All(networks, name => Assert.Single(app.Gateway.SentTo(FakeGateway.ModelFilePath(name))));
        var folder = Assert.Single(Directory.GetDirectories(app.CacheFolder));
        Assert.Equal(networks.Order(StringComparer.Ordinal), Directory.GetFiles(folder, "*synthesis.onnx").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Single(app.Log, line => line.Contains($"with its decoder {expected}; asked for was {choice}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_networks_are_taken_from_disk_by_the_next_start()
    {
        using var first = NewApp(DecoderChoice.Measured, isFast: false);
        await DecoderOfAsync(first);
        using var second = NewApp(DecoderChoice.Measured, isFast: false, options => options.CacheFolder = first.CacheFolder);

        Assert.Equal(DecoderChoice.Light, await DecoderOfAsync(second));
        Assert.DoesNotContain(second.Gateway.Sent, request => request.Path.EndsWith(".onnx", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, DecoderChoice.Light)]
    [InlineData(true, DecoderChoice.Full)]
    public async Task A_model_folder_of_the_app_is_measured_too(bool isFast, DecoderChoice expected)
    {
        using var app = NewApp(DecoderChoice.Measured, isFast, options => options.ModelFolder = _served.Path);

        Assert.Equal(expected, await DecoderOfAsync(app));
        Assert.Single(app.Gateway.Sent);
    }

    [Fact]
    public async Task A_model_without_a_light_decoder_shows_pictures_by_its_full_one()
    {
        _served.ChangeManifest(manifest => manifest.AsObject().Remove("decoders"));
        using var app = NewApp(DecoderChoice.Measured, isFast: false);

        Assert.Equal(DecoderChoice.Full, await DecoderOfAsync(app));
        Assert.Empty(app.Gateway.SentTo(FakeGateway.ModelFilePath(Light)));
    }

    [Fact]
    public async Task A_light_decoder_asked_for_where_there_is_none_leaves_pictures_ordinary_and_says_why()
    {
        _served.ChangeManifest(manifest => manifest.AsObject().Remove("decoders"));
        using var app = NewApp(DecoderChoice.Light, isFast: false);

        Assert.Equal(("image/webp", "ordinary"), await app.GetTextAsync(Photo));
        Assert.Contains(app.Log, line => line.Contains("has no light decoder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_light_network_that_does_not_match_its_hash_is_refused()
    {
        using var app = NewApp(DecoderChoice.Measured, isFast: false);
        app.Gateway.ServeModelFile(Light, [1, 2, 3]);

        Assert.Equal(("image/webp", "ordinary"), await app.GetTextAsync(Photo));
        Assert.Empty(Directory.GetFiles(app.CacheFolder, Light, SearchOption.AllDirectories));
    }

    public void Dispose() => _served.Dispose();

    private static async Task<DecoderChoice> DecoderOfAsync(ClientApp app)
    {
        using var response = await app.Http.GetAsync(Photo);
        return Assert.IsType<DecodedImageContent>(response.Content).Decoder;
    }

    private ClientApp NewApp(DecoderChoice choice, bool isFast, Action<LatentDecodingOptions>? configure = null)
    {
        var app = new ClientApp(
            options =>
            {
                (options.Decoder, options.FullDecoderBudget) = (choice, isFast ? TimeSpan.MaxValue : TimeSpan.Zero);
                configure?.Invoke(options);
            },
            servedModel: _served.Path);
        app.Gateway.ServeImage(Photo, trained.Latent, "ordinary");
        return app;
    }
}
