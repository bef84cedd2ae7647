namespace VaeGateway.Codec.Onnx.Tiling;

/// <summary>The layout of a tensor over an area: shape [1, Channels, Area.Height × Density, Area.Width × Density].</summary>
/// <param name="Area">What it covers.</param>
/// <param name="Channels">Its channels.</param>
/// <param name="Density">Its rows and columns to a position of the hyper-latent: 1 for z, 4 for y.</param>
internal readonly record struct Grid(Area Area, int Channels, int Density)
{
    public int Length => checked(Channels * Rows * Columns);

    public long[] Shape => [1, Channels, Rows, Columns];

    public int Rows => Area.Height * Density;

    public int Columns => Area.Width * Density;

    /// <summary>Copies the values over an area that both grids cover.</summary>
    /// <remarks>Within one array it is safe where the target grid has this one's shape and begins below or right of it.</remarks>
    public void Copy<T>(ReadOnlySpan<T> values, Grid target, Span<T> targetValues, Area area)
    {
        if (target == this && area == Area)
        {
            values[..Length].CopyTo(targetValues);
            return;
        }

        for (var channel = 0; channel < Channels; channel++)
        {
            for (var row = 0; row < area.Height * Density; row++)
            {
                values.Slice(Start(channel, row, area), area.Width * Density).CopyTo(targetValues[target.Start(channel, row, area)..]);
            }
        }
    }

    /// <summary>How many of an area's rows and columns of y are coded: those that touch the image.</summary>
    public (int Rows, int Columns) Coded(LatentGeometry geometry, Area area) =>
        (Math.Min(area.Height * Density, geometry.CodedHeight - (area.Top * Density)), Math.Min(area.Width * Density, geometry.CodedWidth - (area.Left * Density)));

    /// <summary>Index of the first value of a row of an area within the grid.</summary>
    public int Start(int channel, int row, Area area) =>
        (((channel * Rows) + ((area.Top - Area.Top) * Density) + row) * Columns) + ((area.Left - Area.Left) * Density);
}
