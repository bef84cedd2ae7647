using System.Runtime.CompilerServices;

namespace VaeGateway.Codec.EntropyCoding;

/// <summary>A byte-wise range coder with carry propagation (G. N. N. Martin, "Range encoding", 1979).</summary>
/// <remarks>
/// The range has 40 to 48 bits, so that cutting it into 2^16 units wastes nothing worth counting even on symbols that take
/// a hundredth of a bit.
/// </remarks>
internal sealed class RangeEncoder
{
    /// <summary>Bits of the widest range.</summary>
    public const int RangeBits = 48;

    /// <summary>Below this a byte is shifted out.</summary>
    public const ulong RenormalizeBelow = 1UL << (RangeBits - 8);

    /// <summary>The widest range.</summary>
    public const ulong WidestRange = (1UL << RangeBits) - 1;

    private const ulong AllOnesTop = 0xFFUL << (RangeBits - 8);

    private byte[] _output = new byte[4096];
    private int _length;

    // One zero byte stands before the stream to take a carry that never comes; Finish drops it.
    private byte _pending;
    private int _pendingCount = 1;

    /// <summary>Where encoding stands. A loop over many symbols takes a copy, which stays in registers, and puts it back.</summary>
    public Interval State { get; set; } = Widest;

    private static Interval Widest => new() { Range = WidestRange };

    /// <summary>Codes an event of probability <paramref name="frequency"/> / 2^16 that begins at <paramref name="start"/>.</summary>
    public void Encode(uint start, uint frequency)
    {
        var state = State;
        state.Narrow(start, start + frequency);
        State = Widen(state);
    }

    /// <summary>Codes <paramref name="count"/> equiprobable bits, the highest first.</summary>
    public void EncodeBits(uint value, int count)
    {
        var state = State;
        for (var bit = count - 1; bit >= 0; bit--)
        {
            state.NarrowToHalf((value >> bit) & 1);
            state = Widen(state);
        }

        State = state;
    }

    /// <summary>The interval; if it has become too narrow, widened by moving its top bytes out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Interval Widen(Interval state) => state.Range < RenormalizeBelow ? PutBytes(state) : state;

    /// <summary>Ends the stream with as few bytes as name a value within the final interval, and begins another.</summary>
    /// <returns>The coded bytes; a decoder reads zeros beyond them.</returns>
    public byte[] Finish()
    {
        var (low, range) = (State.Low, State.Range);
        for (var bits = RangeBits; bits >= 0; bits--)
        {
            var mask = (1UL << bits) - 1;
            var candidate = (low + mask) & ~mask;
            if (candidate - low < range)
            {
                low = candidate;
                break;
            }
        }

        for (var i = 0; i <= RangeBits / 8; i++)
        {
            low = ShiftLow(low);
        }

        var coded = _output.AsSpan(1, _length - 1).TrimEnd((byte)0).ToArray();
        (State, _length, _pending, _pendingCount) = (Widest, 0, 0, 1);
        return coded;
    }

    private Interval PutBytes(Interval state)
    {
        while (state.Range < RenormalizeBelow)
        {
            state.Range <<= 8;
            state.Low = ShiftLow(state.Low);
        }

        return state;
    }

    /// <summary>Moves the top byte of low out; bytes of 0xFF wait until it is known whether a carry runs through them.</summary>
    private ulong ShiftLow(ulong low)
    {
        if (low is < AllOnesTop or > WidestRange)
        {
            var carry = (byte)(low >> RangeBits);
            if (_output.Length < _length + _pendingCount)
            {
                Array.Resize(ref _output, Math.Max(2 * _output.Length, _length + _pendingCount));
            }

            _output[_length++] = (byte)(_pending + carry);
            for (; _pendingCount > 1; _pendingCount--)
            {
                _output[_length++] = (byte)(0xFF + carry);
            }

            _pending = (byte)(low >> (RangeBits - 8));
            _pendingCount = 0;
        }

        _pendingCount++;
        return (low & (RenormalizeBelow - 1)) << 8;
    }

    /// <summary>The current interval's lower end and its width.</summary>
    internal struct Interval
    {
        public ulong Low;
        public ulong Range;

        /// <summary>Narrows it to a part, in units of 2^-16 of the width.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Narrow(uint start, uint end)
        {
            var unit = Range >> SymbolTables.FrequencyBits;
            Low += unit * start;
            Range = unit * (end - start);
        }

        /// <summary>Narrows it to one half.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void NarrowToHalf(uint bit)
        {
            Range >>= 1;
            Low += Range & (0UL - bit);
        }
    }
}
