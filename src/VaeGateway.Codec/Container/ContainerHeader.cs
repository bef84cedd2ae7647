namespace VaeGateway.Codec.Container;

/// <summary>The first part of a container: everything needed to size and find the rest.</summary>
/// <remarks>
/// Layout, version 1 (varint: LEB128, at most 5 bytes; integers otherwise big-endian):
/// <code>
/// "VGL"        3 bytes
/// version      1 byte, 1
/// fingerprint  4 bytes, the model's
/// width        varint, pixels
/// height       varint, pixels
/// quality      1 byte, 0 to 63
/// flags        1 byte, 0 in version 1
/// bandRows     varint, latent rows in a band
/// groups       1 byte, channel groups, 1 to 16
/// lengths      varint each: the z chunk, then the residual chunks, group by group and band by band
/// CRC-32C      4 bytes, of all bytes above
/// chunks       in the same order, each followed by its CRC-32C (4 bytes)
/// </code>
/// Chunks stand in order of value: low channel groups carry most of the picture, so any prefix decodes.
/// </remarks>
/// <param name="Fingerprint">The first four bytes of the model's hash.</param>
/// <param name="Geometry">The image's sizes.</param>
/// <param name="Quality">Quality, 0 to 63.</param>
/// <param name="Partition">How the residual is cut into chunks.</param>
/// <param name="ChunkLengths">Bytes of the z chunk, then of each residual chunk, CRCs not counted.</param>
public sealed record ContainerHeader(
    uint Fingerprint,
    LatentGeometry Geometry,
    int Quality,
    ChunkPartition Partition,
    IReadOnlyList<int> ChunkLengths)
{
    /// <summary>Bytes of the checksum behind the header and behind each chunk.</summary>
    public const int ChecksumBytes = 4;

    /// <summary>Where the hyper-latent ends: bytes from the container's start that a preview takes.</summary>
    /// <param name="chunksOffset">Offset in bytes of the first chunk.</param>
    public long HyperLatentEnd(int chunksOffset) => (long)chunksOffset + ChunkLengths[0] + ChecksumBytes;

    /// <summary>Where the container ends, in bytes from its start.</summary>
    /// <param name="chunksOffset">Offset in bytes of the first chunk.</param>
    public long End(int chunksOffset) => chunksOffset + ChunkLengths.Sum(length => (long)length + ChecksumBytes);

    internal const byte Version = 1;

    internal static ReadOnlySpan<byte> Magic => "VGL"u8;
}
