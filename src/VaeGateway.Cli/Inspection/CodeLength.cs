using VaeGateway.Codec.EntropyCoding;

namespace VaeGateway.Cli.Inspection;

/// <summary>How many bits a symbol takes: the negative logarithm of its probability, as an ideal range coder spends them.</summary>
/// <param name="frequencies">Frequencies of |r| by scale index, as in a model's manifest; an empty table is a skipped level.</param>
internal sealed class CodeLength(int[][] frequencies)
{
    /// <summary>Bits of one symbol: its magnitude by the table, beyond the table Exp-Golomb of order 0, and a bit of sign.</summary>
    public double Of(int value, byte scaleIndex)
    {
        var table = frequencies[scaleIndex];
        if (table.Length == 0)
        {
            return 0;
        }

        var magnitude = Math.Abs(value);
        var escape = table.Length - 1;
        var bits = Math.Log2((double)(1 << SymbolTables.FrequencyBits) / table[Math.Min(magnitude, escape)]);
        return bits + (magnitude >= escape ? ExpGolombBits(magnitude - escape) : 0) + (magnitude > 0 ? 1 : 0);
    }

    private static int ExpGolombBits(int value) => (2 * (int)Math.Log2(value + 1)) + 1;
}
