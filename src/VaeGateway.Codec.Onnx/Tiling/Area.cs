namespace VaeGateway.Codec.Onnx.Tiling;

/// <summary>A rectangle of an image in positions of its hyper-latent, 64 × 64 pixels each: the grid that every network's strides fit.</summary>
internal readonly record struct Area(int Top, int Left, int Height, int Width)
{
    public int Bottom => Top + Height;

    public int Right => Left + Width;

    /// <summary>Positions along the longer side.</summary>
    public int Length => Math.Max(Height, Width);

    public static Area Whole(LatentGeometry geometry) => new(0, 0, geometry.HyperHeight, geometry.HyperWidth);

    /// <summary>The part of the area from one row to another or, where it is wider than high, from one column to another.</summary>
    public Area Strip(int from, int to) => Width > Height
        ? new Area(Top, Left + from, Height, to - from)
        : new Area(Top + from, Left, to - from, Width);

    /// <summary>Cuts the longer side into near-equal strips of at most <paramref name="most"/> positions.</summary>
    public IEnumerable<(int From, int To)> Cuts(int most)
    {
        var (length, count) = (Length, DivideUp(Length, most));
        return Enumerable.Range(0, count).Select(i => (length * i / count, length * (i + 1) / count));
    }

    /// <summary>Cuts the area into near-equal tiles of at most <paramref name="most"/>.</summary>
    public IEnumerable<Area> Tiles(TileShape most)
    {
        var (rows, columns) = (DivideUp(Height, most.Rows), DivideUp(Width, most.Columns));
        for (var i = 0; i < rows * columns; i++)
        {
            var (row, column) = (i / columns, i % columns);
            var (top, left) = (Height * row / rows, Width * column / columns);
            yield return new Area(Top + top, Left + left, (Height * (row + 1) / rows) - top, (Width * (column + 1) / columns) - left);
        }
    }

    /// <summary>The area and what lies around it as far as <paramref name="halo"/> positions, up to the edges of <paramref name="whole"/>.</summary>
    public Area With(int halo, Area whole)
    {
        var (top, left) = (Math.Max(whole.Top, Top - halo), Math.Max(whole.Left, Left - halo));
        return new Area(top, left, Math.Min(whole.Bottom, Bottom + halo) - top, Math.Min(whole.Right, Right + halo) - left);
    }

    public static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;
}
