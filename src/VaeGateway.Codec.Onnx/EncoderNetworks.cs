using System.Buffers;
using Microsoft.ML.OnnxRuntime;
using VaeGateway.Codec.Onnx.Tiling;

namespace VaeGateway.Codec.Onnx;

/// <summary>Pixels to symbols, tile by tile, in strips along the image's longer side: y is kept only while a residual still needs it.</summary>
/// <remarks>
/// Sums of floats may round otherwise in a tile of another size, so two tiles may quantize a value that lies between two integers differently. Where that
/// could matter: z is taken from the one tile that owns its position, and all that follows the analysis sees that z, which is transmitted; another z would
/// be as valid an encoding. Scale indices are exact. A residual in a tile's halo may differ by one from what the neighbour transmits; then the means beside
/// the seam that look at it are off at the decoder by that step's share of them. Entropy coding does not depend on means and the context reaches three steps
/// and no further, so that neither breaks a decode nor spreads; an encoder and a decoder on different machines differ in the same way without any tiles.
/// </remarks>
internal sealed class EncoderNetworks(
    Network analysis, Network hyperAnalysis, Network residual, ScaleNetwork scale, ModelDescription model, TileSize tileSize, int effort)
{
    private readonly HyperLatentSearch _search = new(residual, scale, model, effort);
    private readonly HyperLatentSearch _rounding = new(residual, scale, model, effort: 0);

    /// <inheritdoc cref="ILatentModel.AnalyzeInto"/>
    public void Analyze(RgbImage image, int quality, SymbolMemory symbols) =>
        Code(new LatentGeometry(image.Width, image.Height), quality, area => CoefficientsOf(image, quality, area), _search, symbols);

    /// <summary>The coefficients of a whole image, in memory rented from the shared pool.</summary>
    /// <param name="image">The image.</param>
    /// <param name="quality">Quality, 0 to 63.</param>
    public float[] RentCoefficients(RgbImage image, int quality)
    {
        var grid = new Grid(Area.Whole(new LatentGeometry(image.Width, image.Height)), model.LatentChannels, Network.LatentDensity);
        var coefficients = ArrayPool<float>.Shared.Rent(grid.Length);
        foreach (var tile in grid.Area.Tiles(tileSize.For(grid.Area, analysis.Halo)))
        {
            using var found = CoefficientsOf(image, quality, tile);
            (grid with { Area = found.Area }).Copy(found.Value.GetTensorDataAsSpan<float>(), grid, coefficients, tile);
        }

        return coefficients;
    }

    /// <summary>Coefficients to symbols, with the nearest z.</summary>
    /// <param name="geometry">The image's sizes.</param>
    /// <param name="quality">Quality, 0 to 63.</param>
    /// <param name="coefficientsOf">Gives the coefficients of an area, and may give those around it.</param>
    /// <param name="symbols">Takes the symbols.</param>
    public void Code(LatentGeometry geometry, int quality, Func<Area, Coefficients> coefficientsOf, SymbolMemory symbols) =>
        Code(geometry, quality, coefficientsOf, _rounding, symbols);

    private void Code(LatentGeometry geometry, int quality, Func<Area, Coefficients> coefficientsOf, HyperLatentSearch search, SymbolMemory symbols)
    {
        var whole = Area.Whole(geometry);
        var (zGrid, grid) = (new Grid(whole, model.HyperChannels, 1), new Grid(whole, model.LatentChannels, Network.LatentDensity));
        using var level = Network.Level(quality);
        var shape = tileSize.For(whole, analysis.Halo);
        var searchShape = shape.ForLargerHalo(whole, Math.Max(0, search.Halo - residual.Halo));

        // The hyper-analysis lags behind the analysis by what it looks ahead, the search for z behind that by what it does, scales and then residuals behind the search.
        var (searched, lag) = (0, scale.Halo + residual.Halo);
        using var unrounded = MemoryPool<float>.Shared.Rent(zGrid.Length);
        using var coefficients = new LatentWindow(grid, shape.Along(whole) + (2 * hyperAnalysis.Halo));
        using var latent = new LatentWindow(grid, shape.Along(whole) + hyperAnalysis.Halo + search.Halo + lag + residual.Halo);
        var (known, predicted, coded) = (0, 0, 0);
        foreach (var (from, to) in whole.Cuts(shape.Along(whole)))
        {
            int Behind(int end, int positions) => to == whole.Length ? to : Math.Max(0, end - positions);
            coefficients.Advance(Math.Max(0, known - hyperAnalysis.Halo), from);
            foreach (var tile in whole.Strip(from, to).Tiles(shape))
            {
                using var found = coefficientsOf(tile);
                (grid with { Area = found.Area }).Copy(found.Value.GetTensorDataAsSpan<float>(), coefficients.Grid, coefficients.Values.Span, tile);
                NativeHeap.Trim();
            }

            var knownEnd = Behind(to, hyperAnalysis.Halo);
            latent.Advance(Math.Max(0, coded - residual.Halo), known);
            foreach (var tile in whole.Strip(known, knownEnd).Tiles(shape))
            {
                AnalyzeTile(coefficients, level, tile, zGrid, unrounded.Memory.Span, latent);
            }

            var searchedEnd = Behind(knownEnd, search.Halo);
            foreach (var tile in whole.Strip(searched, searchedEnd).Tiles(searchShape))
            {
                search.Find(geometry, quality, level, tile, unrounded.Memory.Span, latent, symbols.HyperLatent.Span);
                NativeHeap.Trim();
            }

            var (predictedEnd, codedEnd) = (Behind(searchedEnd, scale.Halo), Behind(searchedEnd, lag));
            var scales = symbols.ScaleIndex.Span;
            scale.Predict(symbols.HyperLatent.Span, geometry, quality, whole.Strip(predicted, predictedEnd), scales, CancellationToken.None);
            Padding.Skip(scales, grid, geometry);
            foreach (var tile in whole.Strip(coded, codedEnd).Tiles(shape))
            {
                CodeTile(level, tile, zGrid, grid, symbols, latent);
                NativeHeap.Trim();
            }

            (known, searched, predicted, coded) = (knownEnd, searchedEnd, predictedEnd, codedEnd);
        }
    }

    private Coefficients CoefficientsOf(RgbImage image, int quality, Area tile)
    {
        var whole = Area.Whole(new LatentGeometry(image.Width, image.Height));
        var around = tile.With(analysis.Halo, whole);
        using var pixels = TileTensor<byte>.OfPixels(image, around);
        using var level = Network.Level(quality);
        var found = analysis.Run([("image", pixels.Value), ("quality", level)], around != whole);
        return new Coefficients(found[0], around, found);
    }

    private void AnalyzeTile(LatentWindow coefficients, OrtValue level, Area tile, Grid zGrid, Span<float> unrounded, LatentWindow latent)
    {
        var around = tile.With(hyperAnalysis.Halo, zGrid.Area);
        using var given = TileTensor<float>.Of(coefficients.Grid, coefficients.Values, around);
        using var latents = hyperAnalysis.Run([("coefficients", given.Value), ("quality", level)], around != zGrid.Area);
        (latent.Grid with { Area = around }).Copy(latents[0].GetTensorDataAsSpan<float>(), latent.Grid, latent.Values.Span, tile);
        (zGrid with { Area = around }).Copy(latents[1].GetTensorDataAsSpan<float>(), zGrid, unrounded, tile);
    }

    private void CodeTile(OrtValue level, Area tile, Grid zGrid, Grid grid, SymbolMemory symbols, LatentWindow latent)
    {
        var around = tile.With(residual.Halo, grid.Area);
        using var y = TileTensor<float>.Of(latent.Grid, latent.Values, around);
        using var z = TileTensor<float>.OfHyperLatent(zGrid, symbols.HyperLatent.Span, around);
        using var scales = TileTensor<byte>.Of(grid, symbols.ScaleIndex, around);
        using var coded = residual.Run([("latent", y.Value), ("hyper_latent", z.Value), ("scale_index", scales.Value), ("quality", level)], around != grid.Area);
        (grid with { Area = around }).Copy(coded[0].GetTensorDataAsSpan<short>(), grid, symbols.Residual.Span, tile);
    }
}
