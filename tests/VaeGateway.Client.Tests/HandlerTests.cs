using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VaeGateway.Client.Tests.Support;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Client.Tests;

/// <summary>The handler by itself, its content's life, and options that make no sense.</summary>
[Collection(TrainedModel.Collection)]
public sealed class HandlerTests(TrainedModel trained)
{
    private static readonly Uri Photo = new("/photo.jpg", UriKind.Relative);

    [Fact]
    public async Task Without_a_factory_the_handler_goes_into_the_client()
    {
        var gateway = new FakeGateway(TrainedModel.Folder);
        gateway.ServeImage(Photo.OriginalString, trained.Latent, "ordinary");
        using var http = new HttpClient(new LatentDecodingHandler(gateway, new LatentDecodingOptions { ModelFolder = TrainedModel.Folder, Decoder = DecoderChoice.Full }))
        {
            BaseAddress = new Uri("http://gateway.test"),
        };

        Assert.Equal(trained.Decoded.Samples, (await http.GetPixelsAsync(Photo))!.Samples);
    }

    [Fact]
    public async Task Pixels_in_rented_memory_end_with_the_response_and_a_copy_stays()
    {
        using var app = new ClientApp(options => options.ModelFolder = TrainedModel.Folder);
        app.Gateway.ServeImage(Photo.OriginalString, trained.Latent, "ordinary");
        var response = await app.Http.GetAsync(Photo, HttpCompletionOption.ResponseHeadersRead);
        var content = Assert.IsType<DecodedImageContent>(response.Content);
        Assert.Equal(trained.Decoded.Samples, content.Pixels.Samples.ToArray());
        var copy = content.Image;

        response.Dispose();

        Assert.Throws<ObjectDisposedException>(() => content.Pixels.Samples);
        Assert.Equal(trained.Decoded.Samples, copy.Samples);
        Assert.Same(copy, content.Image);
    }

    [Fact]
    public async Task The_png_can_be_read_in_any_order()
    {
        using var app = new ClientApp(options => options.ModelFolder = TrainedModel.Folder);
        app.Gateway.ServeImage(Photo.OriginalString, trained.Latent, "ordinary");
        var whole = (await app.GetAsync(Photo.OriginalString)).Body;
        await using var stream = await app.Http.GetStreamAsync(Photo);

        Assert.Equal(whole.Length, stream.Length);
        stream.Seek(-8, SeekOrigin.End);
        Assert.Equal(whole[^8..], await RestAsync(stream));
        stream.Position = 5;
        Assert.Equal(whole[5..], await RestAsync(stream));
    }

    [Fact]
    public void Options_out_of_range_are_refused_with_their_names()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("images").AddLatentDecoding(options =>
            (options.Threads, options.MaxLatentBytes, options.Decoder) = (0, -1, (DecoderChoice)7));
        using var provider = services.BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient("images"));

        Assert.Contains(nameof(LatentDecodingOptions.Threads), error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(LatentDecodingOptions.MaxLatentBytes), error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(LatentDecodingOptions.Decoder), error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LatentDecodingOptions { FullDecoderBudget = TimeSpan.FromTicks(-1) });
    }

    private static async Task<byte[]> RestAsync(Stream stream)
    {
        using var rest = new MemoryStream();
        await stream.CopyToAsync(rest);
        return rest.ToArray();
    }
}
