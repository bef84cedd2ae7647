namespace VaeGateway.Codec.EntropyCoding;

/// <summary>Codes integers under the Gaussian of a scale index: magnitude by table, escape by Exp-Golomb, sign by one bit.</summary>
internal sealed class SymbolCoder(SymbolTables tables)
{
    /// <summary>Largest magnitude an escape may carry; larger ones are clipped by the encoder and refused by the decoder.</summary>
    public const int MaxMagnitude = short.MaxValue;

    private const int MaxEscapeBits = 15;

    /// <summary>Codes values. Nothing is written for a skipped scale index.</summary>
    public void Encode(RangeEncoder encoder, ReadOnlySpan<short> values, ReadOnlySpan<byte> scaleIndex)
    {
        if (tables.AreSkipped(scaleIndex))
        {
            return;
        }

        var (zeroEnds, state) = (tables.ZeroEnds, encoder.State);
        for (var i = 0; i < values.Length && i < scaleIndex.Length; i++)
        {
            var zeroEnd = zeroEnds[scaleIndex[i]];
            if (zeroEnd == 0)
            {
                continue;
            }

            if (values[i] != 0)
            {
                state = EncodeNonZero(encoder, state, values[i], tables.Cumulative(scaleIndex[i]));
                continue;
            }

            state.Narrow(0, zeroEnd);
            state = encoder.Widen(state);
        }

        encoder.State = state;
    }

    /// <summary>Decodes values; zeros for skipped scale indices.</summary>
    /// <exception cref="InvalidDataException">An escape is longer than any encoder writes.</exception>
    public void Decode(ref RangeDecoder decoder, ReadOnlySpan<byte> scaleIndex, Span<short> values)
    {
        if (tables.AreSkipped(scaleIndex))
        {
            values.Clear();
            return;
        }

        var (zeroEnds, state) = (tables.ZeroEnds, decoder.State);
        for (var i = 0; i < values.Length && i < scaleIndex.Length; i++)
        {
            values[i] = 0;
            var zeroEnd = zeroEnds[scaleIndex[i]];
            if (zeroEnd == 0)
            {
                continue;
            }

            var end = (state.Range >> SymbolTables.FrequencyBits) * zeroEnd;
            if (state.Code < end)
            {
                state.Range = end;
                state = decoder.Widen(state);
                continue;
            }

            var cumulative = tables.Cumulative(scaleIndex[i]);
            var magnitude = state.Narrow(cumulative, 0, end);
            state = decoder.Widen(state);
            if (magnitude == cumulative.Length - 2)
            {
                decoder.State = state;
                magnitude = DecodeEscape(ref decoder, magnitude);
                state = decoder.State;
            }

            var negative = (int)state.NarrowToHalf();
            state = decoder.Widen(state);
            values[i] = (short)((magnitude ^ -negative) + negative);
        }

        decoder.State = state;
    }

    private static RangeEncoder.Interval EncodeNonZero(RangeEncoder encoder, RangeEncoder.Interval state, int value, ReadOnlySpan<uint> cumulative)
    {
        var magnitude = Math.Min(Math.Abs(value), MaxMagnitude);
        var escape = cumulative.Length - 2;
        var symbol = Math.Min(magnitude, escape);
        state.Narrow(cumulative[symbol], cumulative[symbol + 1]);
        state = encoder.Widen(state);
        if (symbol == escape)
        {
            encoder.State = state;
            EncodeExpGolomb(encoder, (uint)(magnitude - escape));
            state = encoder.State;
        }

        state.NarrowToHalf((uint)value >> 31);
        return encoder.Widen(state);
    }

    private static int DecodeEscape(ref RangeDecoder decoder, int escape)
    {
        var magnitude = escape + (int)DecodeExpGolomb(ref decoder);
        return magnitude <= MaxMagnitude
            ? magnitude
            : throw new InvalidDataException($"A residual of magnitude {magnitude} is beyond {MaxMagnitude}.");
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
