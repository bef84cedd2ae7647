using System.Buffers;
using VaeGateway.Codec.Onnx.Tiling;
using VaeGateway.Codec.Targets;

namespace VaeGateway.Codec.Onnx;

/// <summary>Symbols of all qualities from the coefficients of two, each analyzed when it is first asked for.</summary>
internal sealed class SymbolEstimates(EncoderNetworks networks, ModelDescription model, RgbImage image) : ISymbolEstimates
{
    /// <summary>
    /// The qualities whose coefficients stand in for those of all others. Measured on five crops: at most 16% from the bytes and 0.7 dB from the PSNR up to
    /// quality 20, 12% and 0.7 dB from 30 on. The higher alone would be 28% and 1.6 dB off below, the lower alone 23% and 1.4 dB at 30 already.
    /// </summary>
    private const int LowQuality = 12, HighQuality = 54;

    /// <summary>The lowest quality that the higher stands in for.</summary>
    private const int Switch = 22;

    private readonly LatentGeometry _geometry = new(image.Width, image.Height);

    private float[]? _low, _high;

    public LatentSymbols At(int quality)
    {
        var coefficients = quality < Switch
            ? _low ??= networks.RentCoefficients(image, LowQuality)
            : _high ??= networks.RentCoefficients(image, HighQuality);
        var grid = new Grid(Area.Whole(_geometry), model.LatentChannels, Network.LatentDensity);
        var symbols = SymbolMemory.NewSymbols(model, _geometry, quality);
        networks.Code(_geometry, quality, CoefficientsOf, SymbolMemory.Of(symbols));
        return symbols;

        Coefficients CoefficientsOf(Area area)
        {
            var tile = TileTensor<float>.Of(grid, coefficients, area);
            return new Coefficients(tile.Value, area, tile);
        }
    }

    public void Dispose()
    {
        foreach (var rented in new[] { _low, _high }.OfType<float[]>())
        {
            ArrayPool<float>.Shared.Return(rented);
        }

        (_low, _high) = (null, null);
    }
}
