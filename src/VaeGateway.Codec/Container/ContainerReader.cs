using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace VaeGateway.Codec.Container;

/// <summary>Reads a container. Everything is checked before anything is allocated in proportion to it.</summary>
public static class ContainerReader
{
    /// <summary>Reads and checks the header.</summary>
    /// <param name="container">The container, or a prefix that holds the header.</param>
    /// <param name="maxPixels">Largest width × height to accept.</param>
    /// <returns>The header and the offset in bytes of the first chunk.</returns>
    /// <exception cref="InvalidLatentException">The bytes are not a header of a known version, or too large an image.</exception>
    public static (ContainerHeader Header, int ChunksOffset) ReadHeader(ReadOnlySpan<byte> container, long maxPixels = LatentFormat.DefaultMaxPixels)
    {
        var cursor = new Cursor(container);
        if (!cursor.Take(ContainerHeader.Magic.Length).SequenceEqual(ContainerHeader.Magic))
        {
            throw new InvalidLatentException("it does not begin with \"VGL\".", 0);
        }

        var version = cursor.Byte();
        if (version != ContainerHeader.Version)
        {
            throw new InvalidLatentException($"version {version} is unknown; this codec reads version {ContainerHeader.Version}.", cursor.Position - 1);
        }

        var fingerprint = cursor.UInt32();
        var geometry = ReadGeometry(ref cursor, maxPixels);
        var quality = cursor.Byte(QualityScale.Max, "quality");
        cursor.Byte(0, "flags");
        var bandRows = cursor.Varint(geometry.CodedHeight, "band height");
        var groups = cursor.Byte(ChunkPartition.MaxGroups, "number of channel groups");
        if (bandRows == 0 || groups == 0)
        {
            throw new InvalidLatentException("it has no bands or no channel groups.", cursor.Position);
        }

        var partition = new ChunkPartition(bandRows, groups);
        var lengths = ReadLengths(ref cursor, 1 + (groups * partition.Bands(geometry)));
        var expected = Crc32C.Of(container[..cursor.Position]);
        if (cursor.UInt32() != expected)
        {
            throw new InvalidLatentException("the header's checksum does not match.", cursor.Position - ContainerHeader.ChecksumBytes);
        }

        return (new ContainerHeader(fingerprint, geometry, quality, partition, lengths), cursor.Position);
    }

    /// <summary>Reads and checks the header of a container that is still arriving.</summary>
    /// <param name="prefix">Its first bytes.</param>
    /// <param name="maxPixels">Largest width × height to accept.</param>
    /// <param name="header">The header.</param>
    /// <param name="chunksOffset">Offset in bytes of the first chunk.</param>
    /// <returns>Whether the whole header is there; false asks for more bytes.</returns>
    /// <exception cref="InvalidLatentException">No bytes to come can make a header of this, or it is of too large an image.</exception>
    public static bool TryReadHeader(
        ReadOnlySpan<byte> prefix, long maxPixels, [NotNullWhen(true)] out ContainerHeader? header, out int chunksOffset)
    {
        try
        {
            (header, chunksOffset) = ReadHeader(prefix, maxPixels);
            return true;
        }
        catch (InvalidLatentException e) when (e.EndsWithinHeader)
        {
            (header, chunksOffset) = (null, 0);
            return false;
        }
    }

    /// <summary>Finds the chunks.</summary>
    /// <param name="container">The container, possibly cut short.</param>
    /// <param name="header">Its header.</param>
    /// <param name="chunksOffset">Offset in bytes of the first chunk.</param>
    /// <returns>For each chunk its bytes' range; null where it is cut off or its checksum is wrong.</returns>
    public static IReadOnlyList<Range?> FindChunks(ReadOnlySpan<byte> container, ContainerHeader header, int chunksOffset)
    {
        ArgumentNullException.ThrowIfNull(header);
        var found = new Range?[header.ChunkLengths.Count];
        long offset = chunksOffset;
        for (var i = 0; i < found.Length; i++)
        {
            var end = offset + header.ChunkLengths[i];
            if (end + ContainerHeader.ChecksumBytes > container.Length)
            {
                break;
            }

            var chunk = container[(int)offset..(int)end];
            var stored = BinaryPrimitives.ReadUInt32BigEndian(container[(int)end..]);
            found[i] = Crc32C.Of(chunk) == stored ? new Range((int)offset, (int)end) : null;
            offset = end + ContainerHeader.ChecksumBytes;
        }

        return found;
    }

    private static LatentGeometry ReadGeometry(ref Cursor cursor, long maxPixels)
    {
        var at = cursor.Position;
        var width = cursor.Varint(LatentFormat.MaxSide, "width");
        var height = cursor.Varint(LatentFormat.MaxSide, "height");
        if (width == 0 || height == 0)
        {
            throw new InvalidLatentException($"{width} x {height} is not an image size.", at);
        }

        return (long)width * height <= maxPixels
            ? new LatentGeometry(width, height)
            : throw new InvalidLatentException($"{width} x {height} pixels are more than the limit of {maxPixels}.", at);
    }

    private static List<int> ReadLengths(ref Cursor cursor, int count)
    {
        // Each length takes at least a byte, so a lying count runs out of header before it costs memory.
        var lengths = new List<int>(Math.Min(count, cursor.Remaining));
        for (var i = 0; i < count; i++)
        {
            lengths.Add(cursor.Varint(int.MaxValue, "chunk length"));
        }

        return lengths;
    }

    private ref struct Cursor(ReadOnlySpan<byte> bytes)
    {
        private const int MaxVarintBytes = 5;

        private readonly ReadOnlySpan<byte> _bytes = bytes;

        public int Position { get; private set; }

        public readonly int Remaining => _bytes.Length - Position;

        public ReadOnlySpan<byte> Take(int count)
        {
            if (Remaining < count)
            {
                throw new InvalidLatentException("it ends within the header.", _bytes.Length) { EndsWithinHeader = true };
            }

            Position += count;
            return _bytes.Slice(Position - count, count);
        }

        public byte Byte() => Take(1)[0];

        public int Byte(int max, string name) => Checked(Byte(), max, name, Position - 1);

        public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));

        public int Varint(int max, string name)
        {
            var at = Position;
            var value = 0L;
            for (var i = 0; i < MaxVarintBytes; i++)
            {
                var next = Byte();
                value |= (long)(next & 0x7F) << (7 * i);
                if (next < 0x80)
                {
                    return Checked(value, max, name, at);
                }
            }

            throw new InvalidLatentException($"the {name} takes more than {MaxVarintBytes} bytes.", at);
        }

        private static int Checked(long value, int max, string name, int at) =>
            value <= max ? (int)value : throw new InvalidLatentException($"{name} {value} is beyond {max}.", at);
    }
}
