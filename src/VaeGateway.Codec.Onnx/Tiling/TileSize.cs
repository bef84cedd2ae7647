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

    /// <summary>The side for an image and a network's halo; all of it for a small one.</summary>
    public int For(Area whole, int halo)
    {
        var positions = whole.Height * whole.Width;
        return Side ?? (positions <= MostWhole
            ? whole.Length
            : Math.Max(Least, (int)Math.Sqrt(Math.Max(0, MostOfTile - (positions / PositionsForOne))) - (2 * halo)));
    }
}
