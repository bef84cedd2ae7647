namespace VaeGateway.Codec.Onnx;

/// <summary>One file of a model.</summary>
/// <param name="Name">File name within the model folder.</param>
/// <param name="Bytes">Length in bytes.</param>
/// <param name="Sha256">Hash of its content, in lower-case hexadecimal.</param>
public sealed record ModelFile(string Name, long Bytes, string Sha256);
