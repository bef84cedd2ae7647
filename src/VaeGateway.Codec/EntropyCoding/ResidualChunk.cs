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

    public byte[] Encode(SymbolCoder coder, RangeEncoder encoder, ReadOnlySpan<short> residual, ReadOnlySpan<byte> scaleIndex)
    {
        for (var channel = FirstChannel; channel < EndChannel; channel++)
        {
            for (var row = FirstRow; row < EndRow; row++)
            {
                var start = Start(channel, row);
                coder.Encode(encoder, residual.Slice(start, Geometry.CodedWidth), scaleIndex.Slice(start, Geometry.CodedWidth));
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
                coder.Decode(ref decoder, scaleIndex.Slice(start, Geometry.CodedWidth), residual.Slice(start, Geometry.CodedWidth));
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
