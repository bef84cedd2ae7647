namespace VaeGateway.Cli.CropSheets;

/// <summary>An image encoded at a quality.</summary>
/// <param name="Quality">Quality on the codec's own scale.</param>
/// <param name="Bytes">The file.</param>
/// <param name="IsLowest">Whether the codec has no lower quality.</param>
internal sealed record EncodedImage(int Quality, byte[] Bytes, bool IsLowest);
