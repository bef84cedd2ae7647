using VaeGateway.Codec.Container;

namespace VaeGateway.Codec.EntropyCoding;

/// <summary>The region of the residual that one chunk codes: a channel group within a band of rows.</summary>
internal readonly record struct ResidualChunk(LatentGeometry Geometry, int FirstChannel, int EndChannel, int FirstRow, int EndRow)
{
    /// <summary>The chunks of an image in container order: group by group, band by band.</summary>
    public static IEnumerable<ResidualChunk> All(LatentGeometry geometry, ChunkPartition partition, int channels)
    {
        for (var group = 0; group < partition.Groups; group++)
        {
            for (var row = 0; row < geometry.CodedHeight; row += partition.BandRows)
            {
                yield return new ResidualChunk(
                    geometry,
                    partition.FirstChannel(group, channels),
                    partition.FirstChannel(group + 1, channels),
                    row,
                    Math.Min(row + partition.BandRows, geometry.CodedHeight));
            }
        }
    }

    public byte[] Encode(SymbolCoder coder, ReadOnlySpan<short> residual, ReadOnlySpan<byte> scaleIndex)
    {
        var encoder = new RangeEncoder();
        for (var channel = FirstChannel; channel < EndChannel; channel++)
        {
            for (var row = FirstRow; row < EndRow; row++)
            {
                var start = Start(channel, row);
                for (var i = start; i < start + Geometry.CodedWidth; i++)
                {
                    coder.Encode(encoder, residual[i], scaleIndex[i]);
                }
            }
        }

        return encoder.Finish();
    }

    public void Decode(SymbolCoder coder, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> scaleIndex, Span<short> residual)
    {
        var decoder = new RangeDecoder(bytes);
        for (var channel = FirstChannel; channel < EndChannel; channel++)
        {
            for (var row = FirstRow; row < EndRow; row++)
            {
                var start = Start(channel, row);
                for (var i = start; i < start + Geometry.CodedWidth; i++)
                {
                    residual[i] = (short)coder.Decode(ref decoder, scaleIndex[i]);
                }
            }
        }
    }

    /// <summary>Zeroes the region: the prior's mean stands in for what was lost.</summary>
    public void Clear(Span<short> residual)
    {
        for (var channel = FirstChannel; channel < EndChannel; channel++)
        {
            for (var row = FirstRow; row < EndRow; row++)
            {
                residual.Slice(Start(channel, row), Geometry.CodedWidth).Clear();
            }
        }
    }

    private int Start(int channel, int row) => ((channel * Geometry.LatentHeight) + row) * Geometry.LatentWidth;
}
