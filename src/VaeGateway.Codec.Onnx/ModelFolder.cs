using System.Security.Cryptography;

namespace VaeGateway.Codec.Onnx;

/// <summary>A model on disk: <c>model.json</c> and the network files that it names.</summary>
public sealed class ModelFolder
{
    private ModelFolder(string path, ModelManifest manifest)
    {
        Path = path;
        Manifest = manifest;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Its manifest.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>Opens a folder by its manifest.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="InvalidModelException">There is no readable <c>model.json</c>.</exception>
    public static ModelFolder Open(string path)
    {
        var manifest = System.IO.Path.Combine(path, ModelManifest.FileName);
        if (!File.Exists(manifest))
        {
            throw new InvalidModelException($"There is no model at \"{path}\": {ModelManifest.FileName} is missing. Name a folder such as models/vg9.");
        }

        return new ModelFolder(path, ModelManifest.Parse(File.ReadAllBytes(manifest)));
    }

    /// <summary>Reads a network file and checks its hash.</summary>
    /// <param name="role">analysis, hyper_analysis, scale, residual, mean, synthesis or light_synthesis.</param>
    /// <exception cref="InvalidModelException">The file is missing or was changed.</exception>
    public byte[] Read(string role)
    {
        if (!Manifest.Files.TryGetValue(role, out var file) || file.Name != System.IO.Path.GetFileName(file.Name))
        {
            throw new InvalidModelException($"Model \"{Manifest.Id}\" names no valid file for its {role} network.");
        }

        var path = System.IO.Path.Combine(Path, file.Name);
        if (!File.Exists(path))
        {
            throw new InvalidModelException($"Model \"{Manifest.Id}\": {path} is missing; fetch the model again.");
        }

        var content = File.ReadAllBytes(path);
        return Convert.ToHexStringLower(SHA256.HashData(content)) == file.Sha256
            ? content
            : throw new InvalidModelException($"Model \"{Manifest.Id}\": {path} does not match its hash in {ModelManifest.FileName}; fetch the model again.");
    }
}
