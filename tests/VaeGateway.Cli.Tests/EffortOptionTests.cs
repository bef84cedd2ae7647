using System.Text.Json;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Codec.Onnx.Tests;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.Tests;

/// <summary>How hard encoding searches, on the command line.</summary>
public sealed class EffortOptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LightModelFolder _model = new();

    [Theory]
    [InlineData("", OnnxModelOptions.DefaultEffort)]
    [InlineData(" --effort 0", 0)]
    [InlineData(" --effort 3", 3)]
    public async Task A_latent_is_encoded_with_it(string option, int effort)
    {
        var image = ImageFiles.Photo(ImageFormat.Png, 3, 200, 130);
        var result = await CommandResult.OfAsync(
            $"encode {_folder.Write("a.png", image)} {_folder.At("a.vgl")} --quality 12 --model {_model.Path}{option}".Split(' '));

        Assert.True(result.Code == ExitCode.Done, result.Error);
        Assert.Equal(Encode(ImageFiles.Read(_folder.At("a.png")), effort), File.ReadAllBytes(_folder.At("a.vgl")));
    }

    [Fact]
    public void Each_gives_another_latent()
    {
        var image = GeneratedPhoto.Create(3, 200, 130);

        Assert.Equal(3, new[] { 0, 2, 3 }.Select(effort => Convert.ToHexString(Encode(image, effort))).Distinct().Count());
    }

    [Fact]
    public async Task A_bench_measures_it_and_says_so()
    {
        _folder.Write("pictures/a.png", ImageFiles.Photo(ImageFormat.Png, 3, 200, 180));
        var result = await CommandResult.OfAsync(
            $"bench rd --images {_folder.At("pictures")} --codecs vae --points 4 --out {_folder.At("out")} --effort 0 --model {_model.Path}".Split(' '));

        Assert.True(result.Code == ExitCode.Done, result.Error);
        using var json = JsonDocument.Parse(File.ReadAllText(_folder.At("out/rd.json")));
        Assert.EndsWith(", effort 0", json.RootElement.GetProperty("codecs").GetProperty("vae").GetString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _model.Dispose();
    }

    private byte[] Encode(RgbImage image, int effort)
    {
        using var model = OnnxLatentModel.Load(
            _model.Path, new OnnxModelOptions { Effort = effort, Directions = ModelDirections.Encode, IntraOpThreads = Environment.ProcessorCount });
        return new LatentEncoder(model).Encode(image, 12);
    }
}
