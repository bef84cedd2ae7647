using System.Runtime.CompilerServices;

namespace VaeGateway.Codec.EntropyCoding;

/// <summary>The inverse of <see cref="RangeEncoder"/>. Reads zeros beyond the end, so it never fails on short input.</summary>
internal ref struct RangeDecoder
{
    private readonly ReadOnlySpan<byte> _input;
    private int _position;

    public RangeDecoder(ReadOnlySpan<byte> input)
    {
        _input = input;
        State = new Interval { Range = RangeEncoder.WidestRange };
        for (var i = 0; i < RangeEncoder.RangeBits / 8; i++)
        {
            State.Code = (State.Code << 8) | NextByte();
        }
    }

    /// <summary>Where decoding stands. A loop over many symbols takes a copy, which stays in registers, and puts it back.</summary>
    public Interval State;

    /// <summary>Decodes the symbol whose interval in the cumulative table holds the code.</summary>
    public int Decode(ReadOnlySpan<uint> cumulative)
    {
        var symbol = State.Narrow(cumulative, 0, (State.Range >> SymbolTables.FrequencyBits) * cumulative[1]);
        State = Widen(State);
        return symbol;
    }

    /// <summary>Decodes <paramref name="count"/> equiprobable bits, the highest first.</summary>
    public uint DecodeBits(int count)
    {
        var value = 0u;
        for (var i = 0; i < count; i++)
        {
            value = (value << 1) | State.NarrowToHalf();
            State = Widen(State);
        }

        return value;
    }

    /// <summary>The interval; if it has become too narrow, widened by the next bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Interval Widen(Interval state) => state.Range < RangeEncoder.RenormalizeBelow ? TakeBytes(state) : state;

    private Interval TakeBytes(Interval state)
    {
        while (state.Range < RangeEncoder.RenormalizeBelow)
        {
            state.Range <<= 8;
            state.Code = (state.Code << 8) | NextByte();
        }

        return state;
    }

    private uint NextByte() => _position < _input.Length ? _input[_position++] : 0u;

    /// <summary>The current interval's width, and where in it the code lies.</summary>
    internal struct Interval
    {
        public ulong Range;
        public ulong Code;

        /// <summary>Narrows it to that of the symbol that holds the code; a code beyond the last symbol's is the last symbol's.</summary>
        /// <remarks>Ends of intervals are compared with the code, rather than the code divided by their unit: most symbols are small.</remarks>
        /// <param name="cumulative">The symbols' cumulative table.</param>
        /// <param name="symbol">The first that it may be.</param>
        /// <param name="end">Where that one's interval ends.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Narrow(ReadOnlySpan<uint> cumulative, int symbol, ulong end)
        {
            var unit = Range >> SymbolTables.FrequencyBits;
            var start = unit * cumulative[symbol];
            while (end <= Code && symbol < cumulative.Length - 2)
            {
                symbol++;
                start = end;
                end = unit * cumulative[symbol + 1];
            }

            Code -= start;
            Range = end - start;
            return symbol;
        }

        /// <summary>Narrows it to one half, which is told by a bit, without a branch: the bit is as likely as not.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public uint NarrowToHalf()
        {
            Range >>= 1;
            var bit = Code >= Range ? 1u : 0u;
            Code -= Range & (0UL - bit);
            return bit;
        }
    }
}
