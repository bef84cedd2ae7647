using System.Buffers.Binary;
using System.Numerics;
using VaeGateway.Codec;
using VaeGateway.Codec.Container;

namespace VaeGateway.Cli.Inspection;

/// <summary>Reads a container's header and checks its chunks, without decoding them.</summary>
internal static class LatentInspector
{
    private const int ChecksumBytes = sizeof(uint);

    /// <exception cref="InvalidLatentException">The header is damaged.</exception>
    public static LatentInspection Inspect(byte[] container, IEnumerable<ModelDescription> knownModels)
    {
        var (header, chunksOffset) = ContainerReader.ReadHeader(container, long.MaxValue);
        var geometry = header.Geometry;
        var chunks = Chunks(container, header, chunksOffset).ToList();
        return new LatentInspection(
            Bytes: container.LongLength,
            ExpectedBytes: chunks[^1].Offset + chunks[^1].Bytes + ChecksumBytes,
            BitsPerPixel: 8.0 * container.LongLength / ((long)geometry.Width * geometry.Height),
            Fingerprint: header.Fingerprint.ToString("x8"),
            Model: knownModels.FirstOrDefault(model => model.Fingerprint == header.Fingerprint)?.Id,
            Width: geometry.Width,
            Height: geometry.Height,
            Quality: header.Quality,
            Groups: header.Partition.Groups,
            Bands: header.Partition.Bands(geometry),
            BandRows: header.Partition.BandRows,
            HeaderBytes: chunksOffset,
            Chunks: chunks);
    }

    private static IEnumerable<ChunkInspection> Chunks(byte[] container, ContainerHeader header, long offset)
    {
        var bands = header.Partition.Bands(header.Geometry);
        for (var i = 0; i < header.ChunkLengths.Count; i++)
        {
            var bytes = header.ChunkLengths[i];
            var checksum = ChecksumOf(container, offset, bytes);
            yield return i == 0
                ? new ChunkInspection("hyper-latent", null, null, offset, bytes, checksum)
                : new ChunkInspection("residual", (i - 1) / bands, (i - 1) % bands, offset, bytes, checksum);
            offset += bytes + (long)ChecksumBytes;
        }
    }

    private static string ChecksumOf(byte[] container, long offset, int bytes)
    {
        if (offset + bytes + ChecksumBytes > container.LongLength)
        {
            return "cut";
        }

        var chunk = container.AsSpan((int)offset, bytes);
        var stored = BinaryPrimitives.ReadUInt32BigEndian(container.AsSpan((int)offset + bytes));
        return Crc32C(chunk) == stored ? "ok" : "wrong";
    }

    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
