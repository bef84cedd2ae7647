namespace VaeGateway.Codec.Onnx.Tiling;

/// <summary>What the networks see beyond an image's edges.</summary>
internal static class Padding
{
    /// <summary>
    /// Marks the latents that lie wholly in the padding as skipped (scale index 0). They are not coded, so the decoder sees their means alone, and
    /// the encoder must too: the means of their neighbours follow from them.
    /// </summary>
    public static void Skip(Span<byte> scaleIndex, LatentGeometry geometry)
    {
        for (var start = 0; start < scaleIndex.Length; start += geometry.LatentWidth)
        {
            var isPaddingRow = start / geometry.LatentWidth % geometry.LatentHeight >= geometry.CodedHeight;
            scaleIndex.Slice(start, geometry.LatentWidth)[(isPaddingRow ? 0 : geometry.CodedWidth)..].Clear();
        }
    }
}
