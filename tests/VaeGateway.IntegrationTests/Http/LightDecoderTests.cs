using VaeGateway.Client;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Codec.Onnx.Tests;
using VaeGateway.Gateway.Delivery;
using VaeGateway.Gateway.Origin;
using VaeGateway.Imaging;
using VaeGateway.IntegrationTests.Hosting;
using VaeGateway.IntegrationTests.Sdk;

namespace VaeGateway.IntegrationTests.Http;

/// <summary>A gateway that makes renditions by its model's light decoder, and clients that decode by it.</summary>
public sealed class LightDecoderTests : IDisposable
{
    private const string Path = "/photo.png";
    private const string WebP = "image/webp";
    private const string Setting = "--VaeGateway:Delivery:Decoder";

    private readonly LightModelFolder _model = new();
    private readonly string _cache = Directory.CreateTempSubdirectory("models").FullName;

    [Fact]
    public async Task Renditions_are_the_light_decoders_and_so_are_a_clients_pixels()
    {
        await using var origin = await TestOrigin.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(origin.Address, "--model", _model.Path, Setting, "Light");
        origin.Serve(Path, Photo.Png(60), "image/png");
        var latent = (await gateway.Client.GetHitAsync(Path, gateway.AcceptLatent)).Body;
        var webP = await gateway.Client.GetAsync(Path, WebP);
        using var client = new SdkClient(gateway.Address, _cache, options => options.Decoder = DecoderChoice.Light);
        var pixels = await client.Http.GetPixelsAsync(new Uri(Path, UriKind.Relative));

        var light = Decode(latent, DecoderChoice.Light);
        Assert.NotEqual(light.Samples, Decode(latent, DecoderChoice.Full).Samples);
        Assert.Equal(light.Samples, pixels!.Samples);
        Assert.Equal(AsWebP(light), webP.Body);
        Assert.EndsWith("-light\"", webP.EntityTag, StringComparison.Ordinal);
        Assert.DoesNotContain(client.Sent, request => request.Contains("/synthesis.onnx", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unless_set_otherwise_renditions_are_the_full_decoders()
    {
        await using var origin = await TestOrigin.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(origin.Address, "--model", _model.Path);
        origin.Serve(Path, Photo.Png(60), "image/png");
        var latent = (await gateway.Client.GetHitAsync(Path, gateway.AcceptLatent)).Body;
        var webP = await gateway.Client.GetAsync(Path, WebP);

        Assert.Equal(AsWebP(Decode(latent, DecoderChoice.Full)), webP.Body);
        Assert.DoesNotContain("light", webP.EntityTag, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_a_light_decoder_is_a_fault_of_the_setting()
    {
        _model.ChangeManifest(manifest => manifest.AsObject().Remove("decoders"));
        await using var gateway = new ChildProcess(
            "dotnet",
            ["exec", typeof(OriginOptions).Assembly.Location, "--urls", FreePort.NextAddress().AbsoluteUri, "--origin", "http://127.0.0.1:9", "--model", _model.Path, Setting, "Light"]);

        Assert.Equal(2, await gateway.WaitForExitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains("VaeGateway:Delivery:Decoder: Model", gateway.Output, StringComparison.Ordinal);
        Assert.Contains("has no light decoder", gateway.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _model.Dispose();
        Directory.Delete(_cache, recursive: true);
    }

    private static byte[] AsWebP(RgbImage image)
    {
        var options = new DeliveryOptions();
        return ImageWriter.Write(image, ImageFormat.WebP, options.WebPQuality, options.WebPEffort);
    }

    private RgbImage Decode(byte[] latent, DecoderChoice decoder)
    {
        using var model = OnnxLatentModel.Load(_model.Path, new OnnxModelOptions { Directions = ModelDirections.Decode, Decoder = decoder });
        return new LatentDecoder(model).Decode(latent).Image;
    }
}
