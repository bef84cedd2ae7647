using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using VaeGateway.Codec.Onnx;
using VaeGateway.Gateway.Precompression;

namespace VaeGateway.Gateway.Models;

/// <summary>The files that clients may fetch: exactly those that the manifest names, and the manifest.</summary>
/// <remarks>Held in memory as they were at the start: a file that changes on disk must not be served under the old hash.</remarks>
internal sealed class ModelFiles
{
    private const string DecoderRole = "decoder";

    private readonly FrozenDictionary<string, ServedFile> _byName;

    public ModelFiles(IOptions<ModelOptions> options)
    {
        var folder = ModelFolder.Open(ModelLocator.Find(options.Value)!);
        Manifest = folder.Manifest;
        var manifest = File.ReadAllBytes(Path.Combine(folder.Path, ModelManifest.FileName));
        _byName = Manifest.Files
            .Select(file => new ServedFile(file.Value, new CompressibleContent(folder.Read(file.Key))))
            .DistinctBy(served => served.File.Name)
            .Append(new ServedFile(new ModelFile(ModelManifest.FileName, manifest.Length, Convert.ToHexStringLower(SHA256.HashData(manifest))), new CompressibleContent(manifest)))
            .ToFrozenDictionary(served => served.File.Name, StringComparer.Ordinal);
    }

    public ModelManifest Manifest { get; }

    /// <summary>The one file that a browser needs to decode; null if the model came without it.</summary>
    public ModelFile? Decoder => Manifest.Files.GetValueOrDefault(DecoderRole);

    /// <summary>All files, by name.</summary>
    public IEnumerable<ModelFile> All => _byName.Values.Select(served => served.File).OrderBy(file => file.Name, StringComparer.Ordinal);

    /// <summary>A file by its exact name, or null. The name never becomes a path.</summary>
    public ServedFile? Find(string modelId, string fileName) => modelId == Manifest.Id ? _byName.GetValueOrDefault(fileName) : null;
}
