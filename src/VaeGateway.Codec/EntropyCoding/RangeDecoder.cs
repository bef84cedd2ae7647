using System.Runtime.CompilerServices;

namespace VaeGateway.Codec.EntropyCoding;

/// <summary>The inverse of <see cref="RangeEncoder"/>. Reads zeros beyond the end, so it never fails on short input.</summary>
internal ref struct RangeDecoder
{
    private readonly ReadOnlySpan<byte> _input;
    private int _position;
    private ulong _range;
    private ulong _code;

    public RangeDecoder(ReadOnlySpan<byte> input)
    {
        _input = input;
        _range = RangeEncoder.WidestRange;
        for (var i = 0; i < RangeEncoder.RangeBits / 8; i++)
        {
            _code = (_code << 8) | NextByte();
        }
    }

    /// <summary>Decodes the symbol whose interval in the cumulative table holds the code; a code beyond the last interval is of the last symbol.</summary>
    /// <remarks>Intervals are compared with the code, not the code divided by their unit: most symbols are zero, which takes one product.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Decode(ReadOnlySpan<uint> cumulative)
    {
        var unit = _range >> SymbolTables.FrequencyBits;
        var last = cumulative.Length - 2;
        var (symbol, start, end) = (0, 0UL, unit * cumulative[1]);
        while (end <= _code && symbol < last)
        {
            symbol++;
            (start, end) = (end, unit * cumulative[symbol + 1]);
        }

        _code -= start;
        _range = end - start;
        Renormalize();
        return symbol;
    }

    /// <summary>Decodes <paramref name="count"/> equiprobable bits, the highest first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint DecodeBits(int count)
    {
        var value = 0u;
        for (var i = 0; i < count; i++)
        {
            _range >>= 1;
            var bit = _code >= _range ? 1u : 0u;
            _code -= bit * _range;
            value = (value << 1) | bit;
            Renormalize();
        }

        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Renormalize()
    {
        while (_range < RangeEncoder.RenormalizeBelow)
        {
            _range <<= 8;
            _code = (_code << 8) | NextByte();
        }
    }

    private uint NextByte() => _position < _input.Length ? _input[_position++] : 0u;
}
