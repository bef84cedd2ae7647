using VaeGateway.Codec;
using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Tests.Support;
using VaeGateway.Imaging;

namespace VaeGateway.Gateway.Tests.Encoding;

public sealed class ImageEncoderTests
{
    [Fact]
    public void An_image_that_codes_well_becomes_a_latent()
    {
        var result = Encode(TestImages.EasyPng);

        Assert.Equal(BodyForm.Latent, result.Form);
        Assert.True(result.Body.Length < TestImages.EasyPng.Length);
        Assert.Equal((640, 480, TestImages.EasyPng.Length), (result.Image!.Width, result.Image.Height, result.Image.OriginBytes));
        Assert.True(result.Image.Psnr >= 28 && result.Image.WorstTilePsnr >= 20);
    }

    [Fact]
    public void A_picture_that_decodes_badly_becomes_a_WebP()
    {
        var result = Encode(TestImages.HardJpeg, new EncodingOptions { AvifQuality = 0 });

        Assert.Equal(BodyForm.WebP, result.Form);
        Assert.True(result.Body.Length < TestImages.HardJpeg.Length);
        Assert.Contains("dB, less than 28.0", result.Image!.Reason, StringComparison.Ordinal);
        Assert.True(result.Image is { Psnr: >= 28, WorstTilePsnr: >= 24, WorstTileSsim: >= 0.8 });
    }

    [Fact]
    public void Letters_stay_exactly_as_they_are()
    {
        var result = Encode(TestImages.LetteredPng);
        var (before, after) = (ImageReader.Decode(TestImages.LetteredPng, new ImageLimits()), ImageReader.Decode(result.Body, new ImageLimits()));

        Assert.Equal(BodyForm.WebP, result.Form);
        Assert.True(result.Body.Length < TestImages.LetteredPng.Length);
        Assert.Equal(before.Samples, after.Samples);
        Assert.Equal(double.PositiveInfinity, result.Image!.Psnr);
    }

    [Fact]
    public void A_transparent_picture_becomes_a_WebP_with_its_alpha_as_it_was()
    {
        var options = new EncodingOptions { MinPsnr = 20, MinTilePsnr = 18, MinTileSsim = 0.5, AvifQuality = 0 };
        var result = Encode(ImageWriter.WriteWebP(TestImages.Faded, quality: null), options);
        var after = ImageReader.DecodePicture(result.Body, new ImageLimits());

        Assert.Equal(BodyForm.WebP, result.Form);
        Assert.Equal("the image is transparent", result.Image!.Reason);
        Assert.Equal(TestImages.Faded.Alpha, after.Alpha);
    }

    [Fact]
    public void An_AVIF_takes_the_place_of_a_WebP_where_it_is_smaller_by_far()
    {
        var webP = Encode(TestImages.CutoutPng, new EncodingOptions { AvifQuality = 0 });
        var avif = Encode(TestImages.CutoutPng);
        var after = ImageReader.DecodePicture(avif.Body, new ImageLimits());

        Assert.Equal((BodyForm.WebP, BodyForm.Avif), (webP.Form, avif.Form));
        Assert.True(avif.Body.Length <= 0.9 * webP.Body.Length, $"{avif.Body.Length} bytes, {webP.Body.Length} as WebP");
        Assert.Equal("heif", ImageReader.ReadInfo(avif.Body, new ImageLimits()).Loader);
        Assert.NotNull(after.Alpha);
        Assert.True(avif.Image is { Quality: 70, Psnr: >= 28, WorstTilePsnr: >= 24, WorstTileSsim: >= 0.8 }, $"{avif.Image}");
        Assert.Equal("the image is transparent", avif.Image!.Reason);
    }

    [Fact]
    public void An_AVIF_that_the_guard_objects_to_is_not_kept() =>
        Assert.Equal(BodyForm.WebP, Encode(TestImages.CutoutPng, new EncodingOptions { AvifQuality = 1 }).Form);

    [Fact]
    public void Each_retry_is_of_a_higher_quality_and_there_are_only_so_many()
    {
        var model = new WatchedModel();
        Encode(TestImages.HardJpeg, new EncodingOptions { MaxRetries = 3, QualityStep = 10 }, model);

        Assert.Equal([40, 50, 60, 63], model.Qualities);
    }

    [Fact]
    public void An_image_that_nothing_serves_better_keeps_its_original()
    {
        var result = Encode(TestImages.HardJpeg, new EncodingOptions { MaxSizeRatio = 0.05 });

        Assert.Equal(BodyForm.Bytes, result.Form);
        Assert.Equal(TestImages.HardJpeg, result.Body);
        Assert.NotEmpty(result.Image!.Reason);
    }

    [Fact]
    public void A_latent_that_saves_too_little_is_not_kept()
    {
        var result = Encode(TestImages.EasyPng, new EncodingOptions { MaxSizeRatio = 0.01 });

        Assert.Equal(BodyForm.Bytes, result.Form);
        Assert.Contains("saves too little", result.Image!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_that_would_take_too_much_memory_is_not_decoded()
    {
        var justEnough = new EncodingOptions { MaxMemory = 640 * 480 * 24 };
        var tooLittle = Encode(TestImages.EasyPng, new EncodingOptions { MaxMemory = justEnough.MaxMemory - 1 });

        Assert.Equal(BodyForm.Latent, Encode(TestImages.EasyPng, justEnough).Form);
        Assert.Equal((BodyForm.Bytes, TestImages.EasyPng), (tooLittle.Form, tooLittle.Body));
        Assert.Contains("bytes of memory to decode, more than the limit", tooLittle.Image!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_of_which_a_WebP_would_take_too_much_memory_keeps_its_original()
    {
        var result = Encode(TestImages.CutoutPng, new EncodingOptions { MaxMemory = ImageRecoder.MemoryFor(TestImages.Disc(256)) - 1 });

        Assert.Equal(BodyForm.Bytes, result.Form);
        Assert.StartsWith("the image is transparent, and a WebP would take more memory than ", result.Image!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_tile_alone_is_reason_enough()
    {
        var result = Encode(TestImages.HardJpeg, new EncodingOptions { MinPsnr = 0, MinTilePsnr = 20 });

        Assert.Contains("worst tile", result.Image!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>hello</html>")]
    [InlineData("\u0089PNG\r\n")]
    [InlineData("")]
    public void Bytes_that_are_no_image_keep_their_original(string text)
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes(text);
        var result = Encode(bytes);

        Assert.Equal(BodyForm.Bytes, result.Form);
        Assert.Equal(bytes, result.Body);
        Assert.NotEmpty(result.Image!.Reason);
    }

    [Fact]
    public void A_truncated_image_keeps_its_original() =>
        Assert.Equal(BodyForm.Bytes, Encode(TestImages.HardJpeg[..^2000]).Form);

    [Fact]
    public void A_model_that_fails_keeps_the_original()
    {
        var result = Encode(TestImages.EasyPng, model: new FailingModel());

        Assert.Equal(BodyForm.Bytes, result.Form);
        Assert.Equal("the encode failed", result.Image!.Reason);
    }

    [Theory]
    [InlineData(29.0, 0.0, 0, 0)]
    [InlineData(0.0, 0.5, 0, 0)]
    [InlineData(0.0, 0.0, 100_000, 63)]
    public void A_target_takes_the_place_of_the_quality(double psnr, double msSsim, int bytes, int quality)
    {
        var result = Encode(TestImages.EasyPng, target: new QualityTarget(psnr, msSsim, bytes));

        Assert.Equal((BodyForm.Latent, quality), (result.Form, result.Image!.Quality));
    }

    private static StoredResponse Encode(byte[] bytes, EncodingOptions? options = null, ILatentModel? model = null, QualityTarget target = default)
    {
        using var counted = new CountedMetrics();
        var original = StoredResponses.Image(bytes);
        var result = TestEncoder.Create(counted, options, model).Encode(original with { Image = original.Image! with { Target = target } });
        Assert.Equal(result.Form == BodyForm.Latent ? 0 : 1, counted["vaegateway.encode.refused"]);
        return result;
    }

    private sealed class WatchedModel : ILatentModel
    {
        private readonly BlockModel _model = new();

        public List<int> Qualities { get; } = [];

        public ModelDescription Description => _model.Description;

        public LatentSymbols Analyze(RgbImage image, int quality)
        {
            Qualities.Add(quality);
            return _model.Analyze(image, quality);
        }

        public byte[] PredictScales(sbyte[] hyperLatent, LatentGeometry geometry, int quality) => _model.PredictScales(hyperLatent, geometry, quality);

        public RgbImage Synthesize(LatentSymbols symbols) => _model.Synthesize(symbols);
    }

    private sealed class FailingModel : ILatentModel
    {
        public ModelDescription Description { get; } = new BlockModel().Description;

        public LatentSymbols Analyze(RgbImage image, int quality) => throw new InvalidOperationException("Out of luck.");

        public byte[] PredictScales(sbyte[] hyperLatent, LatentGeometry geometry, int quality) => throw new InvalidOperationException();

        public RgbImage Synthesize(LatentSymbols symbols) => throw new InvalidOperationException();
    }
}
