using System.Buffers.Binary;

namespace VaeGateway.Codec.Container;

/// <summary>Lays out header and chunks; see <see cref="ContainerHeader"/> for the layout.</summary>
internal static class ContainerWriter
{
    public static byte[] Write(ContainerHeader header, IReadOnlyList<byte[]> chunks)
    {
        using var output = new MemoryStream();
        WriteHeader(output, header);
        var offset = (int)output.Length;
        var container = new byte[header.End(offset)];
        output.GetBuffer().AsSpan(0, offset).CopyTo(container);
        foreach (var chunk in chunks)
        {
            chunk.CopyTo(container, offset);
            offset += chunk.Length;
            BinaryPrimitives.WriteUInt32BigEndian(container.AsSpan(offset), Crc32C.Of(chunk));
            offset += ContainerHeader.ChecksumBytes;
        }

        return container;
    }

    private static void WriteHeader(MemoryStream output, ContainerHeader header)
    {
        output.Write(ContainerHeader.Magic);
        output.WriteByte(ContainerHeader.Version);
        WriteUInt32(output, header.Fingerprint);
        WriteVarint(output, header.Geometry.Width);
        WriteVarint(output, header.Geometry.Height);
        output.WriteByte((byte)header.Quality);
        output.WriteByte(0);
        WriteVarint(output, header.Partition.BandRows);
        output.WriteByte((byte)header.Partition.Groups);
        foreach (var length in header.ChunkLengths)
        {
            WriteVarint(output, length);
        }

        WriteUInt32(output, Crc32C.Of(output.GetBuffer().AsSpan(0, (int)output.Length)));
    }

    private static void WriteVarint(MemoryStream output, int value)
    {
        var rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7)
        {
            output.WriteByte((byte)(rest | 0x80));
        }

        output.WriteByte((byte)rest);
    }

    private static void WriteUInt32(MemoryStream output, uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        output.Write(bytes);
    }
}
