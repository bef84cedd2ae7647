using Microsoft.ML.OnnxRuntime;
using VaeGateway.Codec.Onnx.Tiling;

namespace VaeGateway.Codec.Onnx;

/// <summary>The exact scale network. It computes in integers, so tiles change no bit.</summary>
internal sealed class ScaleNetwork(Network network, ModelDescription model, TileSize tileSize)
{
    /// <summary>How far around a tile it looks, in positions of the hyper-latent.</summary>
    public int Halo => network.Halo;

    /// <summary>Predicts the scale indices of an area.</summary>
    /// <param name="hyperLatent">z of the whole image; known in the area and as far around it as the network looks.</param>
    /// <param name="geometry">The image's sizes.</param>
    /// <param name="quality">Quality, 0 to 63.</param>
    /// <param name="area">Where.</param>
    /// <param name="scaleIndex">Takes them, shape [M, LatentHeight, LatentWidth].</param>
    /// <param name="cancellationToken">Ends it, within a run or between two tiles.</param>
    public void Predict(
        ReadOnlySpan<sbyte> hyperLatent, LatentGeometry geometry, int quality, Area area, Span<byte> scaleIndex, CancellationToken cancellationToken)
    {
        var whole = Area.Whole(geometry);
        var (zGrid, grid) = (new Grid(whole, model.HyperChannels, 1), new Grid(whole, model.LatentChannels, Network.LatentDensity));
        using var level = Network.Level(quality);
        foreach (var tile in area.Tiles(tileSize.For(whole, Halo)))
        {
            var around = tile.With(Halo, whole);
            using var z = TileTensor<float>.OfHyperLatent(zGrid, hyperLatent, around);
            using var scales = Run(z.Value, level, around, around != whole, cancellationToken);
            (grid with { Area = around }).Copy(scales[0].GetTensorDataAsSpan<byte>(), grid, scaleIndex, tile);
        }
    }

    /// <summary>Predicts the scale indices of an area from z over just that; the caller disposes them.</summary>
    public IDisposableReadOnlyCollection<OrtValue> Run(OrtValue hyperLatent, OrtValue level, Area area, bool isTile, CancellationToken cancellationToken)
    {
        var scales = network.Run([("hyper_latent", hyperLatent), ("quality", level)], isTile, cancellationToken);
        var (found, expected) = (scales[0].GetTensorTypeAndShape().ElementCount, new Grid(area, model.LatentChannels, Network.LatentDensity).Length);
        if (found == expected)
        {
            return scales;
        }

        scales.Dispose();
        throw new InvalidModelException($"Model \"{model.Id}\": its scale network gives {found} scale indices, not {expected}.");
    }
}
