using System.Buffers;
using VaeGateway.Codec.Onnx.Tiling;
using VaeGateway.Codec.Targets;

namespace VaeGateway.Codec.Onnx;

/// <summary>Symbols of all qualities from the coefficients of one, in rented memory.</summary>
internal sealed class SymbolEstimates(EncoderNetworks networks, ModelDescription model, LatentGeometry geometry, float[] coefficients) : ISymbolEstimates
{
    private readonly Grid _grid = new(Area.Whole(geometry), model.LatentChannels, Network.LatentDensity);

    public LatentSymbols At(int quality)
    {
        var symbols = SymbolMemory.NewSymbols(model, geometry, quality);
        networks.Code(geometry, quality, CoefficientsOf, SymbolMemory.Of(symbols));
        return symbols;
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(coefficients);

    private Coefficients CoefficientsOf(Area area)
    {
        var tile = TileTensor<float>.Of(_grid, coefficients, area);
        return new Coefficients(tile.Value, area, tile);
    }
}
