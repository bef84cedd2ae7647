using System.Text.Json;
using VaeGateway.Cli.CodecSpeed;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Codec.Onnx.Tests;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.Tests;

/// <summary>The full decoder and the light one, on the command line.</summary>
public sealed class DecoderOptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LightModelFolder _model = new();

    [Fact]
    public async Task Each_decoder_makes_its_own_pixels_of_a_latent()
    {
        var latent = Encode();
        foreach (var (args, decoder) in new[] { ("", DecoderChoice.Full), (" --decoder full", DecoderChoice.Full), (" --decoder light", DecoderChoice.Light) })
        {
            await DecodeAsync(args);
            Assert.Equal(Decode(latent, decoder), ImageFiles.Read(_folder.At("a.png")).Samples);
        }

        Assert.NotEqual(Decode(latent, DecoderChoice.Full), Decode(latent, DecoderChoice.Light));
    }

    [Fact]
    public async Task The_measured_decoder_is_named_and_is_the_one_that_decodes()
    {
        var latent = Encode();
        var notes = await DecodeAsync(" --decoder measured");
        var named = notes.Contains("decoder: light", StringComparison.Ordinal) ? DecoderChoice.Light : DecoderChoice.Full;

        Assert.Contains($"decoder: {named.ToString().ToLowerInvariant()}", notes, StringComparison.Ordinal);
        Assert.Equal(Decode(latent, named), ImageFiles.Read(_folder.At("a.png")).Samples);
    }

    [Fact]
    public async Task A_light_decoder_that_the_model_does_not_have_is_bad_input()
    {
        Encode();
        _model.ChangeManifest(manifest => manifest.AsObject().Remove("decoders"));

        var result = await CommandResult.OfAsync("decode", _folder.At("a.vgl"), _folder.At("a.png"), "--decoder", "light", "--model", _model.Path);

        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("has no light decoder", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_lists_the_decoders_of_the_latents_model()
    {
        Encode();
        var text = await CommandResult.OfAsync("inspect", _folder.At("a.vgl"), "--model", _model.Path);
        var json = await CommandResult.OfAsync("inspect", _folder.At("a.vgl"), "--model", _model.Path, "--json");

        Assert.Matches(@"decoders  full, \d+ MAC/pixel; light, \d+ MAC/pixel", text.Output);
        Assert.Equal(["full", "light"], json.Json.GetProperty("decoders").EnumerateArray().Select(decoder => decoder.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_bench_of_rates_says_that_its_decoder_is_the_light_one()
    {
        _folder.Write("images/a.png", ImageFiles.Photo(ImageFormat.Png, width: 192, height: 192));
        foreach (var decoder in new[] { "full", "light" })
        {
            var result = await CommandResult.OfAsync(
                "bench", "rd", "--images", _folder.At("images"), "--codecs", "vae", "--points", "4", "--out", _folder.At(decoder), "--model", _model.Path, "--decoder", decoder);
            Assert.True(result.Code == ExitCode.Done, result.Error);
        }

        var (full, light) = (File.ReadAllLines(_folder.At("full/rd.csv")), File.ReadAllLines(_folder.At("light/rd.csv")));
        Assert.Equal(full.Select(BytesOf), light.Select(BytesOf));
        Assert.NotEqual(full, light);
        Assert.DoesNotContain("light", SettingsIn("full"), StringComparison.Ordinal);
        Assert.EndsWith(", light decoder", SettingsIn("light"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bench_of_speed_times_the_light_network()
    {
        _folder.Write("images/a.png", ImageFiles.Photo(ImageFormat.Png));

        var result = await CommandResult.OfAsync(
            "bench", "codec", "--images", _folder.At("images"), "--out", _folder.At("out"), "--codecs", "vae", "--seconds", "0.01", "--model", _model.Path, "--decoder", "light");

        Assert.True(result.Code == ExitCode.Done, result.Error);
        var steps = File.ReadAllLines(_folder.At($"out/{ImageFiles.Width}x{ImageFiles.Height}.csv"))[1..].Select(line => SpeedCsv.Parse(line).Step).ToList();
        Assert.Contains("light-synthesis network", steps);
        Assert.DoesNotContain("synthesis network", steps);
        Assert.Contains("light decoder", result.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _model.Dispose();
    }

    private static string BytesOf(string line) => string.Join(',', line.Split(',')[..4]);

    private string SettingsIn(string folder)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(_folder.At($"{folder}/rd.json")));
        return json.RootElement.GetProperty("codecs").GetProperty("vae").GetString()!;
    }

    /// <summary>Writes a latent.</summary>
    private byte[] Encode()
    {
        using var model = OnnxLatentModel.Load(_model.Path, new OnnxModelOptions { Directions = ModelDirections.Encode });
        var latent = new LatentEncoder(model).Encode(GeneratedPhoto.Create(1, 100, 80), 40);
        _folder.Write("a.vgl", latent);
        return latent;
    }

    private byte[] Decode(byte[] latent, DecoderChoice decoder)
    {
        using var model = OnnxLatentModel.Load(
            _model.Path, new OnnxModelOptions { Directions = ModelDirections.Decode, Decoder = decoder, IntraOpThreads = Environment.ProcessorCount });
        return new LatentDecoder(model).Decode(latent).Image.Samples;
    }

    private async Task<string> DecodeAsync(string more)
    {
        var result = await CommandResult.OfAsync($"decode {_folder.At("a.vgl")} {_folder.At("a.png")} --model {_model.Path}{more}".Split(' '));
        Assert.True(result.Code == ExitCode.Done, result.Error);
        return result.Error;
    }
}
