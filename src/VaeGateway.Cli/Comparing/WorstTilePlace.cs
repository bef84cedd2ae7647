using VaeGateway.Cli.CropSheets;
using VaeGateway.Codec;

namespace VaeGateway.Cli.Comparing;

/// <summary>Finds where two images differ most.</summary>
/// <remarks>Its tiles are those of <see cref="Imaging.Metrics.WorstTile"/>: the last ones lie flush with the edges.</remarks>
internal static class WorstTilePlace
{
    public const int SidePixels = 64;

    /// <summary>The tile with the largest squared error.</summary>
    public static CropWindow Find(RgbImage a, RgbImage b)
    {
        var (width, height) = (Math.Min(SidePixels, a.Width), Math.Min(SidePixels, a.Height));
        var tiles =
            from y in Starts(a.Height, height)
            from x in Starts(a.Width, width)
            select new CropWindow(x, y, width, height);
        return tiles.MaxBy(tile => SquaredError(a, b, tile));
    }

    private static IEnumerable<int> Starts(int length, int side)
    {
        for (var start = 0; start + side < length; start += side)
        {
            yield return start;
        }

        yield return length - side;
    }

    private static long SquaredError(RgbImage a, RgbImage b, CropWindow tile)
    {
        var sum = 0L;
        for (var y = tile.Y; y < tile.Y + tile.Height; y++)
        {
            var start = ((y * a.Width) + tile.X) * RgbImage.Channels;
            for (var i = start; i < start + (tile.Width * RgbImage.Channels); i++)
            {
                var difference = a.Samples[i] - b.Samples[i];
                sum += difference * difference;
            }
        }

        return sum;
    }
}
