using VaeGateway.Codec.Onnx.Tiling;

namespace VaeGateway.Codec.Onnx;

/// <summary>Symbols to pixels, tile by tile: the mean network, then the synthesis network on what it gives.</summary>
/// <remarks>
/// A tile's pixels are those that the whole image would give, but for the order of float sums, which may depend on a tensor's size: at most a pixel
/// that lies between two values is rounded the other way. No decision of the decoder hangs on it, so nothing spreads.
/// </remarks>
internal sealed class DecoderNetworks(Network mean, Network synthesis, ModelDescription model, TileSize tileSize)
{
    /// <inheritdoc cref="ILatentModel.SynthesizeInto"/>
    public void Synthesize(
        ReadOnlySpan<sbyte> hyperLatent,
        ReadOnlyMemory<short> residual,
        LatentGeometry geometry,
        int quality,
        Span<byte> samples,
        CancellationToken cancellationToken)
    {
        var whole = Area.Whole(geometry);
        var (zGrid, grid) = (new Grid(whole, model.HyperChannels, 1), new Grid(whole, model.LatentChannels, Network.LatentDensity));
        using var level = Network.Level(quality);
        foreach (var tile in whole.Tiles(tileSize.For(whole, mean.Halo)))
        {
            var shown = tile.With(synthesis.Halo, whole);
            var around = shown.With(mean.Halo, whole);
            using var z = TileTensor<float>.OfHyperLatent(zGrid, hyperLatent, around);
            using var r = TileTensor<short>.Of(grid, residual, around);
            using var latents = mean.Run([("residual", r.Value), ("hyper_latent", z.Value), ("quality", level)], around != whole, cancellationToken);
            using var latent = shown == around ? null
                : TileTensor<float>.Copy(grid with { Area = around }, latents[0].GetTensorDataAsSpan<float>(), shown);
            using var images = synthesis.Run([("latent", latent?.Value ?? latents[0]), ("quality", level)], shown != whole, cancellationToken);
            PixelTile.Put(images[0].GetTensorDataAsSpan<byte>(), shown, tile, geometry, samples);
        }
    }
}
