using System.Buffers.Binary;
using System.Numerics;
using VaeGateway.Codec.Container;

namespace VaeGateway.Codec.Fuzz;

/// <summary>A container taken apart, so that a mutation may touch one field; written with fitting checksums, so that it reaches behind them.</summary>
/// <remarks>Written from the layout at <see cref="ContainerHeader"/>, not with the library's own writer, which refuses what is wrong.</remarks>
internal sealed class ContainerParts
{
    /// <summary>A header may ask for a million; a case of so many takes long to make and is cut off all the same.</summary>
    private const int MostChunks = 2000;

    public required uint Fingerprint { get; set; }

    public required ulong Width { get; set; }

    public required ulong Height { get; set; }

    public required byte Quality { get; set; }

    public byte Flags { get; set; }

    public required ulong BandRows { get; set; }

    public required byte Groups { get; set; }

    /// <summary>Lengths as the header tells them, whatever the chunks are.</summary>
    public required List<ulong> Lengths { get; init; }

    public required List<byte[]> Chunks { get; init; }

    /// <summary>Bytes that each number takes beyond what it needs.</summary>
    public int VarintWaste { get; set; }

    public static ContainerParts Of(byte[] container)
    {
        var (header, offset) = ContainerReader.ReadHeader(container);
        return new ContainerParts
        {
            Fingerprint = header.Fingerprint,
            Width = (ulong)header.Geometry.Width,
            Height = (ulong)header.Geometry.Height,
            Quality = (byte)header.Quality,
            BandRows = (ulong)header.Partition.BandRows,
            Groups = (byte)header.Partition.Groups,
            Lengths = [.. header.ChunkLengths.Select(length => (ulong)length)],
            Chunks = [.. ContainerReader.FindChunks(container, header, offset).Select(range => container[range!.Value])],
        };
    }

    /// <summary>As many lengths and chunks as size and partition ask for, up to a limit, so that a changed header is read to its end.</summary>
    public void FitCount(Func<byte[]> spare)
    {
        var rows = ((long)Math.Clamp(Height, 1, LatentFormat.MaxSide) + 15) / 16;
        var count = 1 + (Groups * (int)((rows + (long)Math.Clamp(BandRows, 1, 1 << 16) - 1) / (long)Math.Clamp(BandRows, 1, 1 << 16)));
        count = Math.Min(count, MostChunks);
        while (Chunks.Count < count)
        {
            Chunks.Add(spare());
        }

        Chunks.RemoveRange(count, Chunks.Count - count);
        FitLengths();
    }

    public void FitLengths()
    {
        Lengths.Clear();
        Lengths.AddRange(Chunks.Select(chunk => (ulong)chunk.Length));
    }

    public byte[] Write()
    {
        var output = new MemoryStream();
        output.Write("VGL"u8);
        output.WriteByte(1);
        WriteUInt32(output, Fingerprint);
        WriteVarint(output, Width);
        WriteVarint(output, Height);
        output.WriteByte(Quality);
        output.WriteByte(Flags);
        WriteVarint(output, BandRows);
        output.WriteByte(Groups);
        Lengths.ForEach(length => WriteVarint(output, length));
        WriteUInt32(output, Checksum(output.ToArray()));
        foreach (var chunk in Chunks)
        {
            output.Write(chunk);
            WriteUInt32(output, Checksum(chunk));
        }

        return output.ToArray();
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }

    private static void WriteUInt32(MemoryStream output, uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        output.Write(bytes);
    }

    private void WriteVarint(MemoryStream output, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            output.WriteByte((byte)(value | 0x80));
        }

        if (VarintWaste == 0)
        {
            output.WriteByte((byte)value);
            return;
        }

        output.WriteByte((byte)(value | 0x80));
        for (var i = 1; i < VarintWaste; i++)
        {
            output.WriteByte(0x80);
        }

        output.WriteByte(0);
    }
}
