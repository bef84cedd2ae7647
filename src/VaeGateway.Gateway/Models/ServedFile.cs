using VaeGateway.Codec.Onnx;
using VaeGateway.Gateway.Precompression;

namespace VaeGateway.Gateway.Models;

/// <summary>A file of the model.</summary>
/// <param name="File">Its name, length and hash.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record ServedFile(ModelFile File, CompressibleContent Content)
{
    /// <summary>Whether it is sent in a compressed form: the networks for .NET hardly get smaller, and are large.</summary>
    public bool IsCompressed => !File.Name.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    public string ContentType => File.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? "application/json" : "application/octet-stream";
}
