using System.Buffers;
using Microsoft.ML.OnnxRuntime;
using VaeGateway.Codec.Onnx.Tiling;

namespace VaeGateway.Codec.Onnx;

/// <summary>Rounds z, and looks for a rounding that costs less than the nearest.</summary>
/// <remarks>
/// The hyper-analysis is amortized inference: one function for all images, which leaves a gap to what would be best for the one at hand. At each position some channels of z lie
/// so close to the middle between two integers that they may as well be rounded the other way. With effort n every combination of the two roundings of the n least certain
/// channels is a candidate: the scale and residual networks run on it, its bits and squared error (each channel's by its part in the picture's) are counted position by position,
/// and each position takes the candidate with the least rate-distortion cost. It does so as if its neighbours took the same candidate, and from z before rounding, so that an
/// image in tiles is decided like a whole one, but for channels of z that are zero to the stream's end in one tile and not in another.
/// The decoder knows nothing of it. Even areas gain most: all their positions round alike, and where that is a little off, each pays for it.
/// </remarks>
internal sealed class HyperLatentSearch
{
    private const int Magnitudes = 256;

    /// <summary>What a squared error of 1 in y is worth where its gain fits lambda: HIGH_RATE_SLOPE of <c>models/training/vaegateway_training/entropy.py</c>.</summary>
    private static readonly float BitsPerSquaredError = (float)(6 / Math.Log(2));

    private readonly Network _residual;
    private readonly ScaleNetwork _scale;
    private readonly ModelDescription _model;
    private readonly int _effort;
    private readonly float[] _bits;

    /// <param name="residual">The residual network.</param>
    /// <param name="scale">The scale network.</param>
    /// <param name="model">The model.</param>
    /// <param name="effort">Channels of z at each position that may be rounded either way; with 0 all take the nearest integer.</param>
    /// <exception cref="InvalidModelException">The model cannot be searched with.</exception>
    public HyperLatentSearch(Network residual, ScaleNetwork scale, ModelDescription model, int effort)
    {
        (_residual, _scale, _model, _effort, _bits) = (residual, scale, model, effort, effort == 0 ? [] : [.. BitsOf(model)]);
        if (effort > 0 && residual.Outputs < 2)
        {
            throw new InvalidModelException(
                $"Model \"{model.Id}\" is older than encoding with effort: its residual network does not tell the squared error. Export it anew, or set {nameof(OnnxModelOptions.Effort)} to 0.");
        }
    }

    /// <summary>How far around a tile it looks, in positions of the hyper-latent.</summary>
    public int Halo => _effort == 0 ? 0 : _scale.Halo + _residual.Halo;

    /// <summary>Finds z of a tile.</summary>
    /// <param name="geometry">The image's sizes.</param>
    /// <param name="quality">Quality, 0 to 63.</param>
    /// <param name="level">The same for the networks.</param>
    /// <param name="tile">Where.</param>
    /// <param name="unrounded">z of the whole image before rounding, known in the tile and as far around it as the search looks.</param>
    /// <param name="latent">y, known there too.</param>
    /// <param name="hyperLatent">Takes z.</param>
    public void Find(
        LatentGeometry geometry, int quality, OrtValue level, Area tile, ReadOnlySpan<float> unrounded, LatentWindow latent, Span<sbyte> hyperLatent)
    {
        var zGrid = new Grid(Area.Whole(geometry), _model.HyperChannels, 1);
        var around = tile.With(Halo, zGrid.Area);
        using var candidates = new HyperLatentCandidates(unrounded, zGrid, around, _effort);
        using var y = _effort == 0 ? null : TileTensor<float>.Of(latent.Grid, latent.Values, around);
        var positions = tile.Height * tile.Width;
        using var costs = MemoryPool<float>.Shared.Rent(2 * positions);
        var least = costs.Memory.Span[..positions];
        var cost = costs.Memory.Span.Slice(positions, positions);
        least.Fill(float.PositiveInfinity);
        for (var candidate = 0; candidate < candidates.Count; candidate++)
        {
            candidates.Take(candidate);
            cost.Clear();
            if (y is not null)
            {
                AddCosts(geometry, quality, level, around, tile, candidates, y.Value, cost);
            }

            Keep(candidates, cost, least, zGrid, tile, hyperLatent);
            for (var i = 0; i < positions; i++)
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
        var grid = new Grid(around, _model.LatentChannels, Network.LatentDensity);
        using var scales = _scale.Run(candidates.Value, level, around, isTile, CancellationToken.None);
        var scaleIndex = scales[0].GetTensorMutableDataAsSpan<byte>();
        Padding.Skip(scaleIndex, grid, geometry);
        using var coded = _residual.Run([("latent", y), ("hyper_latent", candidates.Value), ("scale_index", scales[0]), ("quality", level)], isTile);
        AddHyperLatentBits(candidates, _model.HyperScaleIndex[quality], tile, cost);
        AddResidualBits(grid, coded[0].GetTensorDataAsSpan<short>(), scaleIndex, tile, geometry, cost);
        AddSquaredError(grid with { Channels = 1 }, coded[1].GetTensorDataAsSpan<float>(), tile, geometry, cost);
    }

    private void AddHyperLatentBits(HyperLatentCandidates candidates, byte[] scaleIndex, Area tile, Span<float> cost)
    {
        for (var channel = 0; channel < _model.HyperChannels; channel++)
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
