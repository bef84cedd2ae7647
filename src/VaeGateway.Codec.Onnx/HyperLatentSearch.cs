using Microsoft.ML.OnnxRuntime;
using VaeGateway.Codec.Onnx.Tiling;

namespace VaeGateway.Codec.Onnx;

/// <summary>Rounds z, and looks for a rounding that costs less than the nearest.</summary>
/// <remarks>
/// The hyper-analysis is amortized inference: one function for all images, which leaves a gap to what would be best for the one at hand. At each position some channels of z lie
/// so close to the middle between two integers that they may as well be rounded the other way. With effort n every combination of the two roundings of the n least certain
/// channels is a candidate: the scale and residual networks run on it, its bits and squared error are counted position by position, and each position takes the candidate with
/// the least rate-distortion cost. It does so as if its neighbours took the same candidate, and from z before rounding, so that an image in tiles is decided like a whole one, but
/// for channels of z that are zero to the stream's end in one tile and not in another.
/// The decoder knows nothing of it. Even areas gain most: all their positions round alike, and where that is a little off, each pays for it.
/// </remarks>
internal sealed class HyperLatentSearch(Network residual, ScaleNetwork scale, ModelDescription model)
{
    /// <summary>What a squared error of 1 in y is worth where its gain fits lambda: HIGH_RATE_SLOPE of <c>models/training/vaegateway_training/entropy.py</c>.</summary>
    private const float BitsPerSquaredError = (float)(6 / 0.6931471805599453);

    private const int Magnitudes = 256;

    private readonly float[] _bits = [.. BitsOf(model)];

    /// <summary>How far around a tile it looks, in positions of the hyper-latent.</summary>
    public int Halo(int effort) => effort == 0 ? 0 : scale.Halo + residual.Halo;

    /// <summary>Finds z of a tile.</summary>
    /// <param name="geometry">The image's sizes.</param>
    /// <param name="quality">Quality, 0 to 63.</param>
    /// <param name="level">The same for the networks.</param>
    /// <param name="effort">Channels of z at each position that may be rounded either way.</param>
    /// <param name="tile">Where.</param>
    /// <param name="zGrid">The layout of z.</param>
    /// <param name="unrounded">z before rounding.</param>
    /// <param name="latent">y, known in the tile and as far around it as the search looks.</param>
    /// <param name="hyperLatent">Takes z.</param>
    public void Find(
        LatentGeometry geometry,
        int quality,
        OrtValue level,
        int effort,
        Area tile,
        Grid zGrid,
        ReadOnlySpan<float> unrounded,
        LatentWindow latent,
        Span<sbyte> hyperLatent)
    {
        var around = tile.With(Halo(effort), zGrid.Area);
        using var candidates = new HyperLatentCandidates(unrounded, zGrid, around, effort);
        using var y = effort == 0 ? null : TileTensor<float>.Of(latent.Grid, latent.Values, around);
        var (least, cost) = (new float[tile.Height * tile.Width], new float[tile.Height * tile.Width]);
        Array.Fill(least, float.PositiveInfinity);
        for (var candidate = 0; candidate < candidates.Count; candidate++)
        {
            candidates.Take(candidate);
            Array.Clear(cost);
            if (y is not null)
            {
                AddCosts(geometry, quality, level, around, tile, candidates, y.Value, cost);
            }

            Keep(candidates, cost, least, zGrid, tile, hyperLatent);
            for (var i = 0; i < cost.Length; i++)
            {
                least[i] = Math.Min(least[i], cost[i]);
            }
        }
    }

    /// <summary>Keeps a candidate wherever it costs less than all before it.</summary>
    private static void Keep(HyperLatentCandidates candidates, ReadOnlySpan<float> cost, ReadOnlySpan<float> least, Grid zGrid, Area tile, Span<sbyte> hyperLatent)
    {
        for (var channel = 0; channel < zGrid.Channels; channel++)
        {
            for (var row = 0; row < tile.Height; row++)
            {
                var z = candidates.Row(channel, row, tile);
                var kept = hyperLatent.Slice(zGrid.Start(channel, row, tile), tile.Width);
                for (var i = 0; i < z.Length; i++)
                {
                    var position = (row * tile.Width) + i;
                    kept[i] = cost[position] < least[position] ? (sbyte)z[i] : kept[i];
                }
            }
        }
    }

    private static IEnumerable<float> BitsOf(ModelDescription model) =>
        from level in Enumerable.Range(0, EntropyCoding.SymbolTables.Levels)
        from magnitude in Enumerable.Range(0, Magnitudes)
        select (float)model.Tables.Bits((byte)level, magnitude);

    private void AddCosts(
        LatentGeometry geometry, int quality, OrtValue level, Area around, Area tile, HyperLatentCandidates candidates, OrtValue y, Span<float> cost)
    {
        var isTile = around != Area.Whole(geometry);
        var grid = new Grid(around, model.LatentChannels, Network.LatentDensity);
        using var scales = scale.Run(candidates.Value, level, around, isTile, CancellationToken.None);
        Padding.Skip(scales[0].GetTensorMutableDataAsSpan<byte>(), grid, geometry);
        using var coded = residual.Run([("latent", y), ("hyper_latent", candidates.Value), ("scale_index", scales[0]), ("quality", level)], isTile);
        if (coded.Count < 2)
        {
            throw new InvalidModelException(
                $"Model \"{model.Id}\" is older than encoding with effort: its residual network does not tell the squared error. Export it anew, or set {nameof(OnnxModelOptions.Effort)} to 0.");
        }

        AddHyperLatentBits(candidates, model.HyperScaleIndex[quality], tile, cost);
        AddResidualBits(grid, coded[0].GetTensorDataAsSpan<short>(), scales[0].GetTensorDataAsSpan<byte>(), tile, geometry, cost);
        AddSquaredError(grid with { Channels = 1 }, coded[1].GetTensorDataAsSpan<float>(), tile, geometry, cost);
    }

    private void AddHyperLatentBits(HyperLatentCandidates candidates, byte[] scaleIndex, Area tile, Span<float> cost)
    {
        for (var channel = 0; channel < model.HyperChannels; channel++)
        {
            var bits = _bits.AsSpan(scaleIndex[channel] * Magnitudes, Magnitudes);
            for (var row = 0; row < tile.Height; row++)
            {
                var z = candidates.Row(channel, row, tile);
                var sums = cost.Slice(row * tile.Width, tile.Width);
                for (var i = 0; i < z.Length; i++)
                {
                    sums[i] += bits[(int)Math.Abs(z[i])];
                }
            }
        }
    }

    private void AddResidualBits(
        Grid grid, ReadOnlySpan<short> residuals, ReadOnlySpan<byte> scaleIndex, Area tile, LatentGeometry geometry, Span<float> cost)
    {
        var (rows, columns) = grid.Coded(geometry, tile);
        for (var channel = 0; channel < grid.Channels; channel++)
        {
            for (var row = 0; row < rows; row++)
            {
                var start = grid.Start(channel, row, tile);
                var r = residuals.Slice(start, columns);
                var scales = scaleIndex.Slice(start, columns);
                var sums = cost.Slice(row / Network.LatentDensity * tile.Width, tile.Width);
                for (var i = 0; i < columns; i++)
                {
                    sums[i / Network.LatentDensity] += _bits[(scales[i] * Magnitudes) + Math.Min(Math.Abs((int)r[i]), Magnitudes - 1)];
                }
            }
        }
    }

    private static void AddSquaredError(Grid grid, ReadOnlySpan<float> squaredError, Area tile, LatentGeometry geometry, Span<float> cost)
    {
        var (rows, columns) = grid.Coded(geometry, tile);
        for (var row = 0; row < rows; row++)
        {
            var errors = squaredError.Slice(grid.Start(0, row, tile), columns);
            var sums = cost.Slice(row / Network.LatentDensity * tile.Width, tile.Width);
            for (var i = 0; i < columns; i++)
            {
                sums[i / Network.LatentDensity] += BitsPerSquaredError * errors[i];
            }
        }
    }
}
