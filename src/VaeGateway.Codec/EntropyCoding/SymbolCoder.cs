using System.Runtime.CompilerServices;

namespace VaeGateway.Codec.EntropyCoding;

/// <summary>Codes integers under the Gaussian of a scale index: magnitude by table, escape by Exp-Golomb, sign by one bit.</summary>
internal sealed class SymbolCoder(SymbolTables tables)
{
    /// <summary>Largest magnitude an escape may carry; larger ones are clipped by the encoder and refused by the decoder.</summary>
    public const int MaxMagnitude = short.MaxValue;

    private const int MaxEscapeBits = 15;

    /// <summary>Codes a row of values.</summary>
    public void Encode(RangeEncoder encoder, ReadOnlySpan<short> values, ReadOnlySpan<byte> scaleIndex)
    {
        if (tables.AreSkipped(scaleIndex))
        {
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            Encode(encoder, values[i], scaleIndex[i]);
        }
    }

    /// <summary>Decodes a row of values.</summary>
    /// <exception cref="InvalidDataException">An escape is longer than any encoder writes.</exception>
    public void Decode(ref RangeDecoder decoder, ReadOnlySpan<byte> scaleIndex, Span<short> values)
    {
        if (tables.AreSkipped(scaleIndex))
        {
            values.Clear();
            return;
        }

        // A copy stays in registers, which what a reference leads to does not.
        var local = decoder;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (short)Decode(ref local, scaleIndex[i]);
        }

        decoder = local;
    }

    /// <summary>Codes one value. Nothing is written for a skipped scale index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Encode(RangeEncoder encoder, int value, byte scaleIndex)
    {
        var cumulative = tables.Cumulative(scaleIndex);
        if (cumulative.IsEmpty)
        {
            return;
        }

        var magnitude = Math.Min(Math.Abs(value), MaxMagnitude);
        var escape = cumulative.Length - 2;
        var symbol = Math.Min(magnitude, escape);
        encoder.Encode(cumulative[symbol], cumulative[symbol + 1] - cumulative[symbol]);
        if (symbol == escape)
        {
            EncodeExpGolomb(encoder, (uint)(magnitude - escape));
        }

        if (magnitude > 0)
        {
            encoder.EncodeBits(value < 0 ? 1u : 0u, 1);
        }
    }

    /// <summary>Decodes one value; zero for a skipped scale index.</summary>
    /// <exception cref="InvalidDataException">An escape is longer than any encoder writes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Decode(ref RangeDecoder decoder, byte scaleIndex)
    {
        var cumulative = tables.Cumulative(scaleIndex);
        if (cumulative.IsEmpty)
        {
            return 0;
        }

        var magnitude = decoder.Decode(cumulative);
        if (magnitude == cumulative.Length - 2)
        {
            magnitude += (int)DecodeExpGolomb(ref decoder);
        }

        if (magnitude > MaxMagnitude)
        {
            throw new InvalidDataException($"A residual of magnitude {magnitude} is beyond {MaxMagnitude}.");
        }

        return magnitude > 0 && decoder.DecodeBits(1) == 1 ? -magnitude : magnitude;
    }

    /// <summary>Order-0 Exp-Golomb: the bit length of value + 1 in unary, then its lower bits.</summary>
    private static void EncodeExpGolomb(RangeEncoder encoder, uint value)
    {
        var length = 31 - int.CreateChecked(uint.LeadingZeroCount(value + 1));
        encoder.EncodeBits(0, length);
        encoder.EncodeBits(value + 1, length + 1);
    }

    private static uint DecodeExpGolomb(ref RangeDecoder decoder)
    {
        var length = 0;
        while (decoder.DecodeBits(1) == 0)
        {
            if (++length > MaxEscapeBits)
            {
                throw new InvalidDataException($"An escape code is longer than {MaxEscapeBits} bits.");
            }
        }

        return ((1u << length) | decoder.DecodeBits(length)) - 1;
    }
}
