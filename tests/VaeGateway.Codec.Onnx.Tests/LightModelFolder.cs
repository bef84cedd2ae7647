using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace VaeGateway.Codec.Onnx.Tests;

/// <summary>
/// A copy of the committed model with a light decoder: its own, or where it has none, its full synthesis network with a few weights set to zero, which shows
/// slightly different pixels.
/// </summary>
internal sealed class LightModelFolder : IDisposable
{
    public const string FullFile = "synthesis.onnx";
    public const string LightFile = "light_synthesis.onnx";

    /// <summary>In the middle of a network lie the weights of its widest layers.</summary>
    private const int ZeroedBytes = 4096;

    public LightModelFolder()
    {
        foreach (var file in Directory.GetFiles(ModelSearch.Above(ThisFile())[0]))
        {
            File.Copy(file, At(System.IO.Path.GetFileName(file)));
        }

        if (!ModelFolder.Open(Path).Manifest.HasLightDecoder)
        {
            var network = File.ReadAllBytes(At(FullFile));
            network.AsSpan(network.Length / 2, ZeroedBytes).Clear();
            File.WriteAllBytes(At(LightFile), network);
            ChangeManifest(AddLightDecoder);
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("light-model").FullName;

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void ChangeManifest(Action<JsonNode> change)
    {
        var manifest = JsonNode.Parse(File.ReadAllBytes(At(ModelManifest.FileName)))!;
        change(manifest);
        File.WriteAllText(At(ModelManifest.FileName), manifest.ToJsonString());
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void AddLightDecoder(JsonNode manifest)
    {
        var content = File.ReadAllBytes(At(LightFile));
        manifest["files"]!["light_synthesis"] = new JsonObject
        {
            ["name"] = LightFile,
            ["bytes"] = content.Length,
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)),
        };
        manifest["decoders"] = new JsonArray(
            new JsonObject { ["name"] = "full", ["synthesis"] = "synthesis", ["macPerPixel"] = 9934 },
            new JsonObject { ["name"] = "light", ["synthesis"] = "light_synthesis", ["macPerPixel"] = 4541 });
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
