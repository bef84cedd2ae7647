using System.Security.Cryptography;
using System.Text.Json;

namespace VaeGateway.Gateway.Tests.Support;

/// <summary>A folder that looks like a model's; its networks are never run.</summary>
internal static class ModelFolders
{
    public static string Create()
    {
        var folder = Directory.CreateTempSubdirectory("vaegateway-model-").FullName;
        var network = "not a network"u8.ToArray();
        File.WriteAllBytes(Path.Combine(folder, "synthesis.onnx"), network);
        File.WriteAllText(Path.Combine(folder, "secret.txt"), "not in the manifest");
        var manifest = new
        {
            schema = 1,
            id = BlockModel.Id,
            sha256 = new string('b', 64),
            files = new { synthesis = new { name = "synthesis.onnx", bytes = network.Length, sha256 = Convert.ToHexStringLower(SHA256.HashData(network)) } },
            latentChannels = 1,
            hyperChannels = 1,
            hyperScaleIndex = Array.Empty<int[]>(),
            magnitudeTables = Array.Empty<int[]>(),
            selfTest = new { quality = 0, hyperHeight = 1, hyperWidth = 1, hyperLatent = Array.Empty<int>(), scaleIndexSha256 = "" },
        };
        File.WriteAllText(Path.Combine(folder, "model.json"), JsonSerializer.Serialize(manifest));
        return folder;
    }
}
