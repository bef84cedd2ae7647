using VaeGateway.Codec;

namespace VaeGateway.Imaging.Metrics;

/// <summary>The part of an image that a codec served worst: an average hides a small disaster.</summary>
public static class WorstTile
{
    /// <summary>Side of a tile in pixels, unless told otherwise.</summary>
    public const int DefaultSide = 64;

    /// <summary>The lowest peak signal-to-noise ratio of any tile.</summary>
    /// <param name="a">An image.</param>
    /// <param name="b">Another of the same size.</param>
    /// <param name="tile">Side of a tile in pixels. The last tiles lie flush with the edges, so that all have the same size.</param>
    /// <returns>Decibels; positive infinity where the images are equal.</returns>
    public static double WorstTilePsnr(RgbImage a, RgbImage b, int tile = DefaultSide) => Find(a, b, tile).Psnr;

    /// <summary>Finds the tile with the lowest peak signal-to-noise ratio; of equal ones the first.</summary>
    /// <param name="a">An image.</param>
    /// <param name="b">Another of the same size.</param>
    /// <param name="tile">Side of a tile in pixels, as for <see cref="WorstTilePsnr"/>.</param>
    public static ComparedTile Find(RgbImage a, RgbImage b, int tile = DefaultSide)
    {
        ImagePair.Check(a, b);
        ArgumentOutOfRangeException.ThrowIfLessThan(tile, 1);
        var width = Math.Min(tile, a.Width);
        var height = Math.Min(tile, a.Height);
        var (worst, x, y) = (-1L, 0, 0);
        foreach (var top in Starts(a.Height, height))
        {
            foreach (var left in Starts(a.Width, width))
            {
                var error = TileError(a, b, left, top, width, height);
                if (error > worst)
                {
                    (worst, x, y) = (error, left, top);
                }
            }
        }

        return new ComparedTile(x, y, width, height, PeakSignalToNoise.FromError(worst, (long)width * height * RgbImage.Channels));
    }

    /// <summary>The lowest SSIM of luma of any tile: where lines and letters lost their edges, or flat ground is flat no more.</summary>
    /// <param name="a">An image.</param>
    /// <param name="b">Another of the same size.</param>
    /// <param name="tile">Side of a tile in pixels, at least 11. The last tiles lie flush with the edges, so that all have the same size.</param>
    /// <returns>At most 1, where the images' lumas are equal; 1 also where an image has less than 11 pixels a side, too few for SSIM.</returns>
    public static double WorstTileSsim(RgbImage a, RgbImage b, int tile = DefaultSide)
    {
        ImagePair.Check(a, b);
        ArgumentOutOfRangeException.ThrowIfLessThan(tile, GaussianWindow.Side);
        var width = Math.Min(tile, a.Width);
        var height = Math.Min(tile, a.Height);
        if (Math.Min(width, height) < GaussianWindow.Side)
        {
            return 1;
        }

        // A tile at a time: the planes of a large image would take gigabytes, and those of a row of tiles be garbage that is collected late.
        return Starts(a.Height, height).Min(top => Starts(a.Width, width).Min(left => SimilarityMap
            .Of(Plane.LumaOf(a, left, top, width, height), Plane.LumaOf(b, left, top, width, height), withLuma: true)
            .Mean()));
    }

    private static IEnumerable<int> Starts(int length, int tile)
    {
        for (var start = 0; start + tile < length; start += tile)
        {
            yield return start;
        }

        yield return length - tile;
    }

    private static long TileError(RgbImage a, RgbImage b, int left, int top, int width, int height)
    {
        var sum = 0L;
        for (var y = top; y < top + height; y++)
        {
            var start = ((y * a.Width) + left) * RgbImage.Channels;
            var length = width * RgbImage.Channels;
            sum += PeakSignalToNoise.SquaredError(a.Samples.AsSpan(start, length), b.Samples.AsSpan(start, length));
        }

        return sum;
    }
}
