namespace VaeGateway.Codec.Onnx;

/// <summary>A vector that shows whether the scale network computes exactly here what it computed in training.</summary>
/// <param name="Quality">Quality, 0 to 63.</param>
/// <param name="HyperHeight">Rows of z.</param>
/// <param name="HyperWidth">Columns of z.</param>
/// <param name="HyperLatent">z, shape [Z, HyperHeight, HyperWidth].</param>
/// <param name="ScaleIndexSha256">SHA-256 of the scale indices' bytes, in lower-case hexadecimal.</param>
public sealed record ModelSelfTest(int Quality, int HyperHeight, int HyperWidth, sbyte[] HyperLatent, string ScaleIndexSha256);
