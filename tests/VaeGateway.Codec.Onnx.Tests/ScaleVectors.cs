using System.Security.Cryptography;
using System.Text.Json;

namespace VaeGateway.Codec.Onnx.Tests;

/// <summary>
/// Test vectors of the committed model's exact scale network. The first is the manifest's own, its hash computed in PyTorch; the hashes of the
/// wider ones are what the library computes here.
/// </summary>
public sealed class ScaleVectors : IDisposable
{
    private const int Extreme = sbyte.MaxValue;

    private readonly string _folder = Directory.CreateTempSubdirectory("scale-vectors-").FullName;

    public ScaleVectors()
    {
        var model = ModelFolder.Open(CommittedModel.Folder);
        Network = model.Read("scale");
        Tests = [model.Manifest.SelfTest, .. Wider()];
        Hashes = [.. Tests.Select(test => test.ScaleIndexSha256)];
        File.WriteAllText(TestsPath, JsonSerializer.Serialize(Tests, JsonSerializerOptions.Web));
    }

    /// <summary>The network's ONNX file.</summary>
    public byte[] Network { get; }

    public IReadOnlyList<ModelSelfTest> Tests { get; }

    /// <summary>The hash of each test, in order.</summary>
    public IReadOnlyList<string> Hashes { get; }

    /// <summary>A file with the tests as JSON.</summary>
    public string TestsPath => Path.Combine(_folder, "vectors.json");

    /// <summary>Writes a network beside the tests.</summary>
    public string Write(byte[] network)
    {
        var path = Path.Combine(_folder, "scale.onnx");
        File.WriteAllBytes(path, network);
        return path;
    }

    public static string Hash(ReadOnlySpan<byte> scaleIndex) => Convert.ToHexStringLower(SHA256.HashData(scaleIndex));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static List<ModelSelfTest> Wider()
    {
        using var model = OnnxLatentModel.Load(CommittedModel.Folder, new OnnxModelOptions { Directions = ModelDirections.Decode });
        var tests = new List<ModelSelfTest>();
        foreach (var (height, width) in new[] { (1, 1), (1, 19), (7, 5), (11, 16) })
        {
            var geometry = new LatentGeometry(width * LatentGeometry.HyperStride, height * LatentGeometry.HyperStride);
            foreach (var recipe in Recipes(new Random(height)))
            {
                var z = Enumerable.Range(0, model.Description.HyperChannels * height * width).Select(i => (sbyte)recipe(i)).ToArray();
                foreach (var quality in new[] { 0, 31, 63 })
                {
                    tests.Add(new(quality, height, width, z, Hash(model.PredictScales(z, geometry, quality))));
                }
            }
        }

        return tests;
    }

    /// <summary>Ways to fill z: ordinary, anywhere in its range, and at its ends, where sums grow largest.</summary>
    private static Func<int, int>[] Recipes(Random random) =>
    [
        _ => random.Next(-8, 9),
        _ => random.Next(-Extreme, Extreme + 1),
        _ => random.Next(2) == 0 ? -Extreme : Extreme,
        i => i % 2 == 0 ? -Extreme : Extreme,
        _ => -Extreme,
        _ => Extreme,
    ];
}
