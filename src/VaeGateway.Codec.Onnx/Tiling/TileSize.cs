namespace VaeGateway.Codec.Onnx.Tiling;

/// <summary>How much of an image the networks see at once.</summary>
/// <param name="Side">Positions of the hyper-latent to a tile's side, halos not counted; null leaves it to the image's size.</param>
internal readonly record struct TileSize(int? Side)
{
    /// <summary>Positions up to which an image goes through as it is: 2.4 megapixels, a full HD screen.</summary>
    private const int MostWhole = 576;

    /// <summary>
    /// Positions of a tile with its halos, for an image of almost none and less by one for every <see cref="PositionsForOne"/>: what the networks take for
    /// a tile's position (0.4 MB) and what an image's pixels, symbols and window of y take for so many (28 kB each) come to at most 600 MB for the process.
    /// </summary>
    private const double MostOfTile = 900;

    private const double PositionsForOne = 18;
    private const int Least = 8;

    /// <summary>Positions of a tile at which each takes twice as long as in a small one: measured, 0.55 µs a pixel with some 100 and 0.9 with 3,000.</summary>
    private const double PositionsForDouble = 4600;

    /// <summary>The tiles for an image and a network's halo; all of it for a small one.</summary>
    public TileShape For(Area whole, int halo)
    {
        var positions = whole.Height * whole.Width;
        if (Side is not null || positions <= MostWhole)
        {
            return new TileShape(Side ?? whole.Height, Side ?? whole.Width);
        }

        var most = Math.Max((Least + (2 * halo)) * (Least + (2 * halo)), (int)(MostOfTile - (positions / PositionsForOne)));
        return Enumerable.Range(1, whole.Height)
            .Select(cuts => WithRows(whole, halo, most, Area.DivideUp(whole.Height, cuts)))
            .Where(shape => shape.Columns > 0)
            .MinBy(shape => Cost(whole, halo, shape));
    }

    /// <summary>The widest tiles of so many rows that hold no more than <paramref name="most"/> positions with their halos; none where Columns is not positive.</summary>
    private static TileShape WithRows(Area whole, int halo, int most, int rows)
    {
        var columns = Math.Min(whole.Width, (most / (rows + (2 * halo))) - (2 * halo));
        return new TileShape(rows, columns < 1 ? 0 : Area.DivideUp(whole.Width, Area.DivideUp(whole.Width, columns)));
    }

    /// <summary>What tiles cost: the positions computed in all, halos counted, each the dearer the more of them there are to fill the processor's caches.</summary>
    private static double Cost(Area whole, int halo, TileShape shape)
    {
        var (rows, columns) = (Area.DivideUp(whole.Height, shape.Rows), Area.DivideUp(whole.Width, shape.Columns));
        double computed = (whole.Height + (2 * halo * (rows - 1))) * (whole.Width + (2 * halo * (columns - 1)));
        return computed * (1 + (computed / (rows * columns * PositionsForDouble)));
    }
}
