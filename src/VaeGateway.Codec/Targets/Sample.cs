namespace VaeGateway.Codec.Targets;

/// <summary>As much of an image as it takes to know what a quality makes of it.</summary>
internal static class Sample
{
    private const int TileSide = 512;
    private const int MaxTiles = 9;

    /// <summary>The image itself, or tiles from all over a large one, set side by side: 2.4 megapixels, what the networks take without tiles.</summary>
    /// <remarks>Tiles end on the networks' coarsest grid, so that what meets there shares no block, only some context.</remarks>
    public static RgbImage Of(RgbImage image)
    {
        if ((long)image.Width * image.Height <= MaxTiles * TileSide * TileSide || Math.Min(image.Width, image.Height) < TileSide)
        {
            return image;
        }

        var samples = new byte[MaxTiles * TileSide * TileSide * RgbImage.Channels];
        const int RowBytes = TileSide * RgbImage.Channels;
        for (var tile = 0; tile < MaxTiles; tile++)
        {
            var (row, column) = (tile / 3, tile % 3);
            var top = (image.Height - TileSide) * row / 2;
            var left = (image.Width - TileSide) * column / 2;
            for (var y = 0; y < TileSide; y++)
            {
                image.Samples.AsSpan((((top + y) * image.Width) + left) * RgbImage.Channels, RowBytes)
                    .CopyTo(samples.AsSpan(((tile * TileSide) + y) * RowBytes));
            }
        }

        return new RgbImage(TileSide, MaxTiles * TileSide, samples);
    }
}
