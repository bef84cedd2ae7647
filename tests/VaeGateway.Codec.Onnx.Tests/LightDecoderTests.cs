namespace VaeGateway.Codec.Onnx.Tests;

/// <summary>Two decoders for the same latents: which one is loaded, and what it takes.</summary>
public sealed class LightDecoderTests(CommittedModel committed) : IClassFixture<CommittedModel>, IDisposable
{
    private static readonly OnnxModelOptions Light = new() { Decoder = DecoderChoice.Light };
    private static readonly OnnxModelOptions AlwaysSlow = new() { Decoder = DecoderChoice.Measured, FullDecoderBudget = TimeSpan.Zero };
    private static readonly OnnxModelOptions AlwaysFast = new() { Decoder = DecoderChoice.Measured, FullDecoderBudget = TimeSpan.MaxValue };

    private readonly LightModelFolder _folder = new();

    [Fact]
    public void The_manifest_lists_what_each_decoder_takes()
    {
        var manifest = ModelFolder.Open(_folder.Path).Manifest;

        Assert.Equal([ModelDecoder.Full, ModelDecoder.Light], manifest.Decoders!.Select(decoder => decoder.Name));
        Assert.True(manifest.Decoders![1].MacPerPixel < manifest.Decoders[0].MacPerPixel);
        Assert.Equal(("synthesis", "light_synthesis"), (manifest.SynthesisRole(DecoderChoice.Full), manifest.SynthesisRole(DecoderChoice.Light)));
        Assert.Equal(committed.Model.Description.Fingerprint, manifest.Describe().Fingerprint);
    }

    [Fact]
    public void Unless_asked_otherwise_the_full_decoder_decodes()
    {
        File.Delete(_folder.At(LightModelFolder.LightFile));
        using var model = OnnxLatentModel.Load(_folder.Path);

        Assert.Equal((DecoderChoice.Full, "synthesis"), (model.Decoder, SynthesisOf(model)));
    }

    [Fact]
    public void The_light_decoder_reads_the_same_latents_and_does_without_the_full_one()
    {
        File.Delete(_folder.At(LightModelFolder.FullFile));
        using var model = OnnxLatentModel.Load(_folder.Path, Light);
        var image = TestImages.Create(200, 131);
        var latent = new LatentEncoder(committed.Model).Encode(image, 40);
        var (full, light) = (new LatentDecoder(committed.Model).Decode(latent), new LatentDecoder(model).Decode(latent));

        Assert.Equal((DecoderChoice.Light, "light_synthesis"), (model.Decoder, SynthesisOf(model)));
        Assert.Equal(latent, new LatentEncoder(model).Encode(image, 40));
        Assert.True(light.IsComplete);
        Assert.NotEqual(full.Image.Samples, light.Image.Samples);
        Assert.True(TestImages.Psnr(image, light.Image) > TestImages.Psnr(image, full.Image) - 2);
    }

    [Fact]
    public void The_light_decoder_gives_the_same_pixels_in_tiles()
    {
        var options = new OnnxModelOptions { Decoder = DecoderChoice.Light, TileSide = 64 };
        var latent = new LatentEncoder(committed.Model).Encode(TestImages.Create(300, 200), 40);
        using var whole = OnnxLatentModel.Load(_folder.Path, Light);
        using var tiled = OnnxLatentModel.Load(_folder.Path, options);
        var (expected, found) = (new LatentDecoder(whole).Decode(latent).Image.Samples, new LatentDecoder(tiled).Decode(latent).Image.Samples);

        Assert.True(expected.Zip(found).All(pair => Math.Abs(pair.First - pair.Second) <= 1));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("[]")]
    [InlineData("[null]")]
    [InlineData("""[{"name":"full","synthesis":"synthesis","macPerPixel":9934}]""")]
    [InlineData("""[{"name":"light","macPerPixel":4541}]""")]
    public void A_model_without_a_light_decoder_has_the_full_one_and_says_so(string? decoders)
    {
        _folder.ChangeManifest(manifest => manifest["decoders"] = decoders is null ? null : System.Text.Json.Nodes.JsonNode.Parse(decoders));
        var error = Assert.Throws<InvalidModelException>(() => OnnxLatentModel.Load(_folder.Path, Light));
        using var measured = OnnxLatentModel.Load(_folder.Path, AlwaysSlow);

        Assert.Contains("has no light decoder", error.Message, StringComparison.Ordinal);
        Assert.Contains("Choose the full decoder", error.Message, StringComparison.Ordinal);
        Assert.Equal((DecoderChoice.Full, "synthesis"), (measured.Decoder, SynthesisOf(measured)));
    }

    [Fact]
    public void A_light_network_that_is_missing_changed_or_not_listed_is_named()
    {
        var path = _folder.At(LightModelFolder.LightFile);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        AssertRefused("light_synthesis.onnx does not match its hash");

        File.Delete(path);
        AssertRefused("light_synthesis.onnx is missing");

        _folder.ChangeManifest(manifest => manifest["files"]!.AsObject().Remove("light_synthesis"));
        AssertRefused("no valid file for its light_synthesis network");
    }

    [Fact]
    public void A_full_decoder_within_its_budget_is_taken_and_asks_for_no_other_file()
    {
        File.Delete(_folder.At(LightModelFolder.LightFile));
        using var runs = new NetworkRuns();
        using var model = OnnxLatentModel.Load(_folder.Path, AlwaysFast);

        Assert.Single(runs.Take(), "synthesis");
        Assert.Equal((DecoderChoice.Full, "synthesis"), (model.Decoder, SynthesisOf(model)));
    }

    [Fact]
    public void A_full_decoder_beyond_its_budget_gives_way_to_the_light_one()
    {
        using var runs = new NetworkRuns();
        using var model = OnnxLatentModel.Load(_folder.Path, AlwaysSlow);

        Assert.InRange(runs.Take().Count(role => role == "synthesis"), 1, 6);
        Assert.Equal((DecoderChoice.Light, "light_synthesis"), (model.Decoder, SynthesisOf(model)));
    }

    [Fact]
    public void To_choose_takes_the_full_network_alone()
    {
        foreach (var file in Directory.GetFiles(_folder.Path, "*.onnx").Where(file => Path.GetFileName(file) != LightModelFolder.FullFile))
        {
            File.Delete(file);
        }

        Assert.Equal(DecoderChoice.Light, OnnxLatentModel.ChooseDecoder(_folder.Path, AlwaysSlow));
        Assert.Equal(DecoderChoice.Full, OnnxLatentModel.ChooseDecoder(_folder.Path, AlwaysFast));
        Assert.Equal(DecoderChoice.Light, OnnxLatentModel.ChooseDecoder(_folder.Path, Light));
        Assert.Equal(DecoderChoice.Full, OnnxLatentModel.ChooseDecoder(_folder.Path, new OnnxModelOptions()));
    }

    [Fact]
    public void A_model_that_only_encodes_has_no_decoder_and_measures_none()
    {
        using var runs = new NetworkRuns();
        using var model = OnnxLatentModel.Load(
            _folder.Path, new OnnxModelOptions { Decoder = DecoderChoice.Measured, Directions = ModelDirections.Encode });

        Assert.Null(model.Decoder);
        Assert.DoesNotContain("synthesis", runs.Take());
    }

    [Fact]
    public void A_budget_below_zero_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxModelOptions { FullDecoderBudget = TimeSpan.FromTicks(-1) });

    public void Dispose() => _folder.Dispose();

    /// <summary>The role of the network that makes the pixels.</summary>
    private string SynthesisOf(OnnxLatentModel model)
    {
        var symbols = committed.Model.Analyze(TestImages.Create(64, 64), 40);
        using var runs = new NetworkRuns();
        model.Synthesize(symbols);
        return Assert.Single(runs.Take(), role => role != "mean");
    }

    private void AssertRefused(string cause) => Assert.Contains(
        cause, Assert.Throws<InvalidModelException>(() => OnnxLatentModel.Load(_folder.Path, Light)).Message, StringComparison.Ordinal);
}
