namespace VaeGateway.Codec.Onnx.Tiling;

/// <summary>The largest tile of an image, in positions of the hyper-latent, halos not counted.</summary>
internal readonly record struct TileShape(int Rows, int Columns)
{
    /// <summary>Its side along the image's longer one.</summary>
    public int Along(Area whole) => whole.Width > whole.Height ? Columns : Rows;
}
