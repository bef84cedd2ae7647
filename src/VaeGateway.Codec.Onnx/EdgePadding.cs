namespace VaeGateway.Codec.Onnx;

/// <summary>Brings pixels to the networks' sizes and back: edges are repeated to a multiple of 64, and cut off again.</summary>
internal static class EdgePadding
{
    /// <returns>Samples of the padded image, shape [PaddedHeight, PaddedWidth, 3]; the image's own where nothing is padded.</returns>
    public static byte[] Pad(RgbImage image, LatentGeometry geometry)
    {
        if (geometry.PaddedWidth == image.Width && geometry.PaddedHeight == image.Height)
        {
            return image.Samples;
        }

        var stride = geometry.PaddedWidth * RgbImage.Channels;
        var padded = new byte[stride * geometry.PaddedHeight];
        for (var row = 0; row < geometry.PaddedHeight; row++)
        {
            var target = padded.AsSpan(row * stride, stride);
            if (row >= image.Height)
            {
                padded.AsSpan((row - 1) * stride, stride).CopyTo(target);
                continue;
            }

            var used = image.Width * RgbImage.Channels;
            image.Samples.AsSpan(row * used, used).CopyTo(target);
            for (var i = used; i < stride; i++)
            {
                target[i] = target[i - RgbImage.Channels];
            }
        }

        return padded;
    }

    /// <param name="padded">Samples of the padded image, shape [PaddedHeight, PaddedWidth, 3].</param>
    /// <param name="geometry">The image's sizes.</param>
    /// <param name="samples">Takes the image's own samples, shape [Height, Width, 3].</param>
    public static void Crop(ReadOnlySpan<byte> padded, LatentGeometry geometry, Span<byte> samples)
    {
        var stride = geometry.PaddedWidth * RgbImage.Channels;
        var used = geometry.Width * RgbImage.Channels;
        for (var row = 0; row < geometry.Height; row++)
        {
            padded.Slice(row * stride, used).CopyTo(samples[(row * used)..]);
        }
    }

    /// <summary>
    /// Marks the latents that lie wholly in the padding as skipped (scale index 0). They are not coded, so the decoder sees their means alone, and
    /// the encoder must too: the means of their neighbours follow from them.
    /// </summary>
    public static void SkipPadding(Span<byte> scaleIndex, LatentGeometry geometry)
    {
        for (var start = 0; start < scaleIndex.Length; start += geometry.LatentWidth)
        {
            var isPaddingRow = start / geometry.LatentWidth % geometry.LatentHeight >= geometry.CodedHeight;
            scaleIndex.Slice(start, geometry.LatentWidth)[(isPaddingRow ? 0 : geometry.CodedWidth)..].Clear();
        }
    }
}
