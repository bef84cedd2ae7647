namespace VaeGateway.Cli.CropSheets;

/// <summary>Finds the quality at which an encoder comes near to a number of bytes, with few encodings.</summary>
/// <remarks>Bisects, then looks around: bytes need not rise at every single step.</remarks>
/// <param name="minQuality">Lowest quality.</param>
/// <param name="maxQuality">Highest quality.</param>
/// <param name="encode">Encodes at a quality.</param>
internal sealed class RateSearch(int minQuality, int maxQuality, Func<int, byte[]> encode)
{
    private const int NeighboursEachSide = 2;

    private readonly Dictionary<int, byte[]> _encoded = [];

    /// <summary>The quality whose bytes are nearest to a number.</summary>
    public EncodedImage Nearest(long bytes) => Around(bytes).MinBy(encoded => Math.Abs(encoded.Bytes.Length - bytes))!;

    /// <summary>The quality that takes the most bytes within a limit; the lowest quality where all take more.</summary>
    public EncodedImage NotAbove(long limitBytes)
    {
        var within = Around(limitBytes).Where(encoded => encoded.Bytes.Length <= limitBytes).ToList();
        return within.MaxBy(encoded => (encoded.Bytes.Length, encoded.Quality)) ?? At(minQuality);
    }

    /// <summary>The qualities around the one where bytes pass a number, from coarse to fine.</summary>
    private IEnumerable<EncodedImage> Around(long bytes)
    {
        var (low, high) = (minQuality, maxQuality);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (At(middle).Bytes.Length <= bytes)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        var first = Math.Max(minQuality, low - NeighboursEachSide);
        var last = Math.Min(maxQuality, low + NeighboursEachSide);
        return Enumerable.Range(first, last - first + 1).Select(At);
    }

    private EncodedImage At(int quality)
    {
        if (!_encoded.TryGetValue(quality, out var bytes))
        {
            bytes = encode(quality);
            _encoded.Add(quality, bytes);
        }

        return new EncodedImage(quality, bytes, quality == minQuality);
    }
}
