using VaeGateway.Codec.EntropyCoding;

namespace VaeGateway.Codec.Tests;

/// <summary>Tables made of integers alone: geometric with a tail that grows with the scale index.</summary>
internal static class SyntheticTables
{
    private const int Skipped = 4;
    private const int LastMagnitude = 20;

    public static SymbolTables Create() => new([.. Enumerable.Range(0, SymbolTables.Levels).Select(Table)]);

    private static int[] Table(int level)
    {
        if (level < Skipped)
        {
            return [];
        }

        var frequencies = new int[Math.Min(level, LastMagnitude) + 2];
        var rest = 1 << SymbolTables.FrequencyBits;
        for (var i = 0; i < frequencies.Length - 1; i++)
        {
            frequencies[i] = rest * 4 / (level + 5);
            rest -= frequencies[i];
        }

        frequencies[^1] = rest;
        return frequencies;
    }
}
