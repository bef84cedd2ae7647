using VaeGateway.Codec;

namespace VaeGateway.Cli.CodecSpeed;

/// <summary>A large picture made of small ones.</summary>
internal static class Mosaic
{
    private const int Enlarged = 2;

    /// <summary>Side by side, row by row, each picture doubled in size, so that the fineness of detail is nearer to a large photograph's.</summary>
    public static RgbImage Of(IReadOnlyList<RgbImage> pictures, int width, int height)
    {
        var samples = new byte[checked(width * height * RgbImage.Channels)];
        var shelf = pictures.Max(picture => picture.Height) * Enlarged;
        var next = 0;
        for (var top = 0; top < height; top += shelf)
        {
            for (var left = 0; left < width;)
            {
                var picture = pictures[next++ % pictures.Count];
                var columns = Math.Min(picture.Width * Enlarged, width - left);
                for (var y = top; y < Math.Min(top + shelf, height); y++)
                {
                    var source = picture.Samples.AsSpan((y - top) / Enlarged % picture.Height * picture.Width * RgbImage.Channels);
                    Enlarge(source, samples.AsSpan(((y * width) + left) * RgbImage.Channels, columns * RgbImage.Channels));
                }

                left += columns;
            }
        }

        return new RgbImage(width, height, samples);
    }

    private static void Enlarge(ReadOnlySpan<byte> source, Span<byte> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = source[(i / RgbImage.Channels / Enlarged * RgbImage.Channels) + (i % RgbImage.Channels)];
        }
    }
}
