namespace VaeGateway.Codec.Onnx.Tiling;

/// <summary>The largest tile of an image, in positions of the hyper-latent, halos not counted.</summary>
internal readonly record struct TileShape(int Rows, int Columns)
{
    /// <summary>Its side along the image's longer one.</summary>
    public int Along(Area whole) => whole.Width > whole.Height ? Columns : Rows;

    /// <summary>Tiles that are no larger with a halo of so many positions more, but where they span the image anyway.</summary>
    public TileShape ForLargerHalo(Area whole, int more) => new(
        Rows >= whole.Height ? Rows : Math.Max(1, Rows - (2 * more)), Columns >= whole.Width ? Columns : Math.Max(1, Columns - (2 * more)));
}
