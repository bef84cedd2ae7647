using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using VaeGateway.Codec;
using VaeGateway.Gateway.Delivery;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Negotiation;
using VaeGateway.Gateway.Tests.Support;
using VaeGateway.Imaging;

namespace VaeGateway.Gateway.Tests.Delivery;

public sealed class RenditionCacheTests : IDisposable
{
    private readonly CountedMetrics _counted = new();
    private readonly CountingModel _model = new();
    private readonly RenditionCache _cache;
    private readonly StoredResponse _image;

    public RenditionCacheTests()
    {
        var options = Options.Create(new DeliveryOptions());
        var renderer = new RenditionRenderer(
            new LatentDecoder(_model), options, _counted.Metrics, TimeProvider.System, NullLogger<RenditionRenderer>.Instance);
        _cache = new RenditionCache(renderer, options, TimeProvider.System);
        _image = StoredResponses.Image(new LatentEncoder(_model).Encode(TestImages.Blocks(256, 256), 32)) with
        {
            Form = BodyForm.Latent,
            Image = new ImageFacts { ModelTag = "block-b10c0001", Quality = 40, OriginBytes = 1_000_000 },
        };
    }

    public void Dispose()
    {
        _cache.Dispose();
        _counted.Dispose();
    }

    [Fact]
    public async Task Many_at_once_decode_once()
    {
        var asked = Enumerable.Range(0, 50).Select(_ => _cache.GetAsync(_image, Variant.Jpeg, CancellationToken.None).AsTask());
        var renditions = await Task.WhenAll(asked);

        Assert.Equal(1, _model.Decodes);
        Assert.All(renditions, rendition => Assert.Same(renditions[0], rendition));
        Assert.Equal("jpeg", ImageReader.ReadInfo(renditions[0].Bytes, new ImageLimits()).Loader);
    }

    [Fact]
    public async Task Each_variant_is_its_own()
    {
        var webP = await _cache.GetAsync(_image, Variant.WebP, CancellationToken.None);

        Assert.Equal("webp", ImageReader.ReadInfo(webP.Bytes, new ImageLimits()).Loader);
        Assert.NotSame(webP, await _cache.GetAsync(_image, Variant.Jpeg, CancellationToken.None));
    }

    [Fact]
    public async Task Bigger_than_the_original_is_remembered()
    {
        var image = _image with { Image = _image.Image! with { OriginBytes = 10 } };

        Assert.Equal(RenditionOutcome.BiggerThanOriginal, (await _cache.GetAsync(image, Variant.Jpeg, CancellationToken.None)).Outcome);
        Assert.Equal(RenditionOutcome.BiggerThanOriginal, (await _cache.GetAsync(image, Variant.Jpeg, CancellationToken.None)).Outcome);
        Assert.Equal(1, _model.Decodes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(-10)]
    public async Task A_damaged_latent_is_undecodable(int at)
    {
        var damaged = (byte[])_image.Body.Clone();
        damaged[at >= 0 ? at : damaged.Length + at] ^= 0x10;

        var rendition = await _cache.GetAsync(_image with { Body = damaged }, Variant.Jpeg, CancellationToken.None);

        Assert.Equal(RenditionOutcome.Undecodable, rendition.Outcome);
    }

    [Fact]
    public async Task A_client_that_leaves_does_not_take_the_rendition_with_it()
    {
        using var gone = new CancellationTokenSource();
        var leaving = _cache.GetAsync(_image, Variant.Jpeg, gone.Token).AsTask();
        var staying = _cache.GetAsync(_image, Variant.Jpeg, CancellationToken.None).AsTask();
        await gone.CancelAsync();

        Assert.Equal(RenditionOutcome.Made, (await staying).Outcome);
        await Task.WhenAny(leaving);
    }

    private sealed class CountingModel : ILatentModel
    {
        private readonly BlockModel _inner = new();
        private int _decodes;

        public int Decodes => _decodes;

        public ModelDescription Description => _inner.Description;

        public LatentSymbols Analyze(RgbImage image, int quality) => _inner.Analyze(image, quality);

        public byte[] PredictScales(sbyte[] hyperLatent, LatentGeometry geometry, int quality) => _inner.PredictScales(hyperLatent, geometry, quality);

        public RgbImage Synthesize(LatentSymbols symbols)
        {
            Interlocked.Increment(ref _decodes);
            Thread.Sleep(50);
            return _inner.Synthesize(symbols);
        }
    }
}
