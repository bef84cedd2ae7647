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
    private ulong _low;
    private ulong _range = WidestRange;

    // One zero byte stands before the stream to take a carry that never comes; Finish drops it.
    private byte _pending;
    private int _pendingCount = 1;

    /// <summary>Codes an event of probability <paramref name="frequency"/> / 2^16 that begins at <paramref name="start"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Encode(uint start, uint frequency)
    {
        var unit = _range >> SymbolTables.FrequencyBits;
        _low += unit * start;
        _range = unit * frequency;
        Renormalize();
    }

    /// <summary>Codes <paramref name="count"/> equiprobable bits, the highest first.</summary>
    public void EncodeBits(uint value, int count)
    {
        for (var bit = count - 1; bit >= 0; bit--)
        {
            _range >>= 1;
            _low += ((value >> bit) & 1) * _range;
            Renormalize();
        }
    }

    /// <summary>Ends the stream with as few bytes as name a value within the final interval, and begins another.</summary>
    /// <returns>The coded bytes; a decoder reads zeros beyond them.</returns>
    public byte[] Finish()
    {
        for (var bits = RangeBits; bits >= 0; bits--)
        {
            var mask = (1UL << bits) - 1;
            var candidate = (_low + mask) & ~mask;
            if (candidate - _low < _range)
            {
                _low = candidate;
                break;
            }
        }

        for (var i = 0; i <= RangeBits / 8; i++)
        {
            ShiftLow();
        }

        var coded = _output.AsSpan(1, _length - 1).TrimEnd((byte)0).ToArray();
        (_length, _low, _range, _pending, _pendingCount) = (0, 0, WidestRange, 0, 1);
        return coded;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Renormalize()
    {
        while (_range < RenormalizeBelow)
        {
            _range <<= 8;
            ShiftLow();
        }
    }

    /// <summary>Moves the top byte of low out; bytes of 0xFF wait until it is known whether a carry runs through them.</summary>
    private void ShiftLow()
    {
        if (_low is < AllOnesTop or > WidestRange)
        {
            var carry = (byte)(_low >> RangeBits);
            if (_output.Length < _length + _pendingCount)
            {
                Array.Resize(ref _output, Math.Max(2 * _output.Length, _length + _pendingCount));
            }

            _output[_length++] = (byte)(_pending + carry);
            for (; _pendingCount > 1; _pendingCount--)
            {
                _output[_length++] = (byte)(0xFF + carry);
            }

            _pending = (byte)(_low >> (RangeBits - 8));
            _pendingCount = 0;
        }

        _pendingCount++;
        _low = (_low & (RenormalizeBelow - 1)) << 8;
    }
}
