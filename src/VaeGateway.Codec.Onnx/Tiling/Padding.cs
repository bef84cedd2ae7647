namespace VaeGateway.Codec.Onnx.Tiling;

/// <summary>What the networks see beyond an image's edges.</summary>
internal static class Padding
{
    /// <summary>
    /// Marks the latents that lie wholly in the padding as skipped (scale index 0). They are not coded, so the decoder sees their means alone, and
    /// the encoder must too: the means of their neighbours follow from them.
    /// </summary>
    public static void Skip(Span<byte> scaleIndex, Grid grid, LatentGeometry geometry)
    {
        var (rows, columns) = grid.Coded(geometry, grid.Area);
        for (var start = 0; start < grid.Length; start += grid.Columns)
        {
            var isPaddingRow = start / grid.Columns % grid.Rows >= rows;
            scaleIndex.Slice(start, grid.Columns)[(isPaddingRow ? 0 : columns)..].Clear();
        }
    }
}
