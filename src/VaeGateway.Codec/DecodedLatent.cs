namespace VaeGateway.Codec;

/// <summary>A decoded image and how much of it had to be guessed.</summary>
/// <param name="Image">The image.</param>
/// <param name="LostChunks">Residual chunks that were cut off or damaged; the prior's mean stands in for them.</param>
/// <param name="TotalChunks">All residual chunks.</param>
public sealed record DecodedLatent(RgbImage Image, int LostChunks, int TotalChunks)
{
    /// <summary>Whether every chunk arrived whole.</summary>
    public bool IsComplete => LostChunks == 0;
}
