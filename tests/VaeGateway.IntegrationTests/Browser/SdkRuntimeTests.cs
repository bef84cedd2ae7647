using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Browser;

/// <summary>Both of the SDK's runtimes show what the gateway's own decoder makes of the same latent.</summary>
public sealed class SdkRuntimeTests(SdkSite site) : IClassFixture<SdkSite>
{
    /// <summary>The browser computes with activations of 7 and 15 bits: this is how far from the gateway's samples theirs are on average, at most.</summary>
    private const double MeanDifference = 1.0;

    /// <summary>And this is how far any single one is, at most.</summary>
    private const int LargestDifference = 8;

    [Theory]
    [InlineData("wasm")]
    [InlineData("webgpu")]
    public async Task What_is_shown_is_what_the_gateway_would_have_decoded(string runtime)
    {
        await using var browser = BrowserSession.Start(runtime == "webgpu" ? ["--webgpu"] : []);
        var picture = Assert.Single(await site.ServePhotosAsync($"/{runtime}", 1));
        var page = site.ServeGallery($"/{runtime}.html", [picture], $"{{ runtime: '{runtime}', decoder: 'full' }}");
        var latent = await site.Gateway.Client.GetAsync(picture, site.Gateway.AcceptLatent);
        using var model = OnnxLatentModel.Load(Repository.Model);
        var expected = new LatentDecoder(model).Decode(latent.Body).Image;

        await browser.VisitFirstAsync(page);
        var visit = await browser.VisitAsync(page);
        var pixels = await browser.PixelsAsync();

        Assert.Equal([picture], visit.Decoded);
        Assert.Equal(runtime, (await browser.CountersAsync())!.Runtime);
        Assert.Equal(expected.Width * expected.Height * 4, pixels.Length);
        var shown = pixels.Where((_, i) => i % 4 < RgbImage.Channels).ToArray();
        var differences = shown.Zip(expected.Samples, (a, b) => Math.Abs(a - b)).ToArray();
        Assert.True(differences.Average() <= MeanDifference, $"Samples differ by {differences.Average()} on average.");
        Assert.True(differences.Max() <= LargestDifference, $"A sample differs by {differences.Max()}.");
    }
}
