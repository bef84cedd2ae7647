namespace VaeGateway.Codec.Onnx.Tiling;

/// <summary>Brings an area's pixels to the networks' sizes and back: edges are repeated to a multiple of 64, and cut off again.</summary>
internal static class PixelTile
{
    /// <summary>Takes an area's samples from an image, shape [rows, columns, 3].</summary>
    public static void Fill(Span<byte> tile, RgbImage image, Area area)
    {
        var (top, left) = (area.Top * LatentGeometry.HyperStride, area.Left * LatentGeometry.HyperStride);
        var stride = area.Width * LatentGeometry.HyperStride * RgbImage.Channels;
        var used = Math.Min(stride, (image.Width - left) * RgbImage.Channels);
        for (var row = 0; row < area.Height * LatentGeometry.HyperStride; row++)
        {
            var target = tile.Slice(row * stride, stride);
            if (top + row >= image.Height)
            {
                tile.Slice((row - 1) * stride, stride).CopyTo(target);
                continue;
            }

            image.Samples.AsSpan((((top + row) * image.Width) + left) * RgbImage.Channels, used).CopyTo(target);
            for (var i = used; i < stride; i++)
            {
                target[i] = target[i - RgbImage.Channels];
            }
        }
    }

    /// <summary>Puts a tile into an image.</summary>
    /// <param name="around">Samples of the tile and its halo, shape [rows, columns, 3].</param>
    /// <param name="aroundArea">What those cover.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="geometry">The image's sizes.</param>
    /// <param name="samples">Takes the tile's samples, shape [Height, Width, 3].</param>
    public static void Put(ReadOnlySpan<byte> around, Area aroundArea, Area tile, LatentGeometry geometry, Span<byte> samples)
    {
        const int Stride = LatentGeometry.HyperStride;
        var (top, left) = (tile.Top * Stride, tile.Left * Stride);
        var length = (Math.Min(tile.Right * Stride, geometry.Width) - left) * RgbImage.Channels;
        for (var y = top; y < Math.Min(tile.Bottom * Stride, geometry.Height); y++)
        {
            var from = (((y - (aroundArea.Top * Stride)) * aroundArea.Width * Stride) + left - (aroundArea.Left * Stride)) * RgbImage.Channels;
            around.Slice(from, length).CopyTo(samples[(((y * geometry.Width) + left) * RgbImage.Channels)..]);
        }
    }
}
