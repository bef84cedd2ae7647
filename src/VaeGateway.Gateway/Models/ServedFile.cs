using VaeGateway.Codec.Onnx;

namespace VaeGateway.Gateway.Models;

/// <summary>A file of the model.</summary>
/// <param name="File">Its name, length and hash.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record ServedFile(ModelFile File, byte[] Content)
{
    public string ContentType => File.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? "application/json" : "application/octet-stream";
}
