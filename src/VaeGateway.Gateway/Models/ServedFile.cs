using VaeGateway.Codec.Onnx;

namespace VaeGateway.Gateway.Models;

/// <summary>A file of the model and where it lies.</summary>
/// <param name="File">Its name, length and hash.</param>
/// <param name="Path">Its full path.</param>
internal sealed record ServedFile(ModelFile File, string Path)
{
    public string ContentType => File.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? "application/json" : "application/octet-stream";
}
