namespace VaeGateway.Codec.EntropyCoding;

/// <summary>Frequencies of the magnitude of a residual, one table to a scale index.</summary>
/// <remarks>
/// Table of scale index s: the frequencies of |r| = 0, 1, …, M and, last, of the escape (|r| &gt; M). They sum to 2^16. An empty
/// table marks a skipped level: its residuals are zero and take no bits.
/// Source: <c>models/training/vaegateway_training/entropy.py</c>.
/// </remarks>
public sealed class SymbolTables
{
    /// <summary>Number of scale indices.</summary>
    public const int Levels = 64;

    /// <summary>Base-2 logarithm of the sum of a table.</summary>
    public const int FrequencyBits = 16;

    private readonly uint[][] _cumulative;
    private readonly uint[] _zeroEnds = new uint[byte.MaxValue + 1];
    private readonly int _skippedBelow;

    /// <summary>Checks and indexes the tables.</summary>
    /// <param name="frequencies">64 tables.</param>
    /// <exception cref="ArgumentException">A table does not sum to 2^16 or has a zero frequency.</exception>
    public SymbolTables(IReadOnlyList<int[]> frequencies)
    {
        ArgumentNullException.ThrowIfNull(frequencies);
        if (frequencies.Count != Levels)
        {
            throw new ArgumentException($"{Levels} tables are needed, not {frequencies.Count}.", nameof(frequencies));
        }

        _cumulative = [.. frequencies.Select(Accumulate)];
        for (var level = 0; level < Levels; level++)
        {
            _zeroEnds[level] = _cumulative[level] is [_, var end, ..] ? end : 0;
        }

        _skippedBelow = _cumulative.TakeWhile(table => table.Length == 0).Count();
    }

    /// <summary>Whether residuals of this scale index are not coded (and zero).</summary>
    /// <param name="scaleIndex">Scale index, 0 to 63.</param>
    public bool IsSkipped(byte scaleIndex) => _cumulative[scaleIndex].Length == 0;

    /// <summary>Ideal code length of a residual, in bits, with its sign and escape; none for a skipped level.</summary>
    /// <param name="scaleIndex">Scale index, 0 to 63.</param>
    /// <param name="magnitude">Its magnitude.</param>
    public double Bits(byte scaleIndex, int magnitude)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(magnitude);
        if (IsSkipped(scaleIndex))
        {
            return 0;
        }

        var cumulative = _cumulative[scaleIndex];
        var escape = cumulative.Length - 2;
        var symbol = Math.Min(magnitude, escape);
        var bits = FrequencyBits - Math.Log2(cumulative[symbol + 1] - cumulative[symbol]) + (magnitude == 0 ? 0 : 1);
        return symbol < escape ? bits : bits + (2 * Math.Floor(Math.Log2(magnitude - escape + 1))) + 1;
    }

    /// <summary>Cumulative frequencies: entry i is the sum below symbol i, the last entry 2^16. Empty for a skipped level.</summary>
    internal ReadOnlySpan<uint> Cumulative(byte scaleIndex) => _cumulative[scaleIndex];

    /// <summary>Where the interval of zero ends, by scale index; 0 for a skipped level. An entry to every byte, so that looking up needs no check.</summary>
    internal uint[] ZeroEnds => _zeroEnds;

    /// <summary>Whether all of a row's scale indices are among the skipped levels before the first coded one: in many channels, most rows.</summary>
    internal bool AreSkipped(ReadOnlySpan<byte> scaleIndex) =>
        _skippedBelow > 0 && !scaleIndex.ContainsAnyExceptInRange((byte)0, (byte)(_skippedBelow - 1));

    private static uint[] Accumulate(int[] frequencies, int level)
    {
        if (frequencies.Length == 0)
        {
            return [];
        }

        var cumulative = new uint[frequencies.Length + 1];
        for (var i = 0; i < frequencies.Length; i++)
        {
            if (frequencies[i] is < 1 or > 1 << FrequencyBits)
            {
                throw new ArgumentException($"Table {level}: frequency {frequencies[i]} of symbol {i} is out of range.", nameof(frequencies));
            }

            cumulative[i + 1] = cumulative[i] + (uint)frequencies[i];
        }

        if (frequencies.Length < 2 || cumulative[^1] != 1u << FrequencyBits)
        {
            throw new ArgumentException($"Table {level} sums to {cumulative[^1]}, not {1 << FrequencyBits}.", nameof(frequencies));
        }

        return cumulative;
    }
}
