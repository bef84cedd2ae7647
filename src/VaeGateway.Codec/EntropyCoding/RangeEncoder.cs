namespace VaeGateway.Codec.EntropyCoding;

/// <summary>A byte-wise range coder with carry propagation (G. N. N. Martin, "Range encoding", 1979).</summary>
internal sealed class RangeEncoder
{
    private const uint RenormalizeBelow = 1u << 24;

    private readonly List<byte> _output = [];
    private ulong _low;
    private uint _range = uint.MaxValue;

    // One zero byte stands before the stream to take a carry that never comes; Finish drops it.
    private byte _pending;
    private int _pendingCount = 1;

    /// <summary>Codes an event of probability <paramref name="frequency"/> / 2^16 that begins at <paramref name="start"/>.</summary>
    public void Encode(uint start, uint frequency)
    {
        var unit = _range >> SymbolTables.FrequencyBits;
        _low += (ulong)unit * start;
        _range = unit * frequency;
        Renormalize();
    }

    /// <summary>Codes <paramref name="count"/> equiprobable bits, the highest first.</summary>
    public void EncodeBits(uint value, int count)
    {
        for (var bit = count - 1; bit >= 0; bit--)
        {
            _range >>= 1;
            _low += ((value >> bit) & 1) * (ulong)_range;
            Renormalize();
        }
    }

    /// <summary>Ends the stream with as few bytes as name a value within the final interval.</summary>
    /// <returns>The coded bytes; a decoder reads zeros beyond them.</returns>
    public byte[] Finish()
    {
        for (var bits = 32; bits >= 0; bits--)
        {
            var mask = (1UL << bits) - 1;
            var candidate = (_low + mask) & ~mask;
            if (candidate - _low < _range)
            {
                _low = candidate;
                break;
            }
        }

        for (var i = 0; i < 5; i++)
        {
            ShiftLow();
        }

        var length = _output.Count;
        while (length > 1 && _output[length - 1] == 0)
        {
            length--;
        }

        return [.. _output.GetRange(1, length - 1)];
    }

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
        if (_low is < 0xFF000000 or > uint.MaxValue)
        {
            var carry = (byte)(_low >> 32);
            _output.Add((byte)(_pending + carry));
            for (; _pendingCount > 1; _pendingCount--)
            {
                _output.Add((byte)(0xFF + carry));
            }

            _pending = (byte)(_low >> 24);
            _pendingCount = 0;
        }

        _pendingCount++;
        _low = (_low & 0x00FFFFFF) << 8;
    }
}
