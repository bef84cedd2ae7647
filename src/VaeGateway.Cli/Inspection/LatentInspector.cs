using VaeGateway.Codec;
using VaeGateway.Codec.Container;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.Inspection;

/// <summary>Reads a container's header and checks its chunks, without decoding them.</summary>
internal static class LatentInspector
{
    /// <exception cref="InvalidLatentException">The header is damaged.</exception>
    public static LatentInspection Inspect(byte[] container, IEnumerable<ModelManifest> knownModels)
    {
        var (header, chunksOffset) = ContainerReader.ReadHeader(container, long.MaxValue);
        var geometry = header.Geometry;
        var model = knownModels.FirstOrDefault(known => known.Describe().Fingerprint == header.Fingerprint);
        var chunks = Chunks(container, header, chunksOffset).ToList();
        return new LatentInspection(
            Bytes: container.LongLength,
            ExpectedBytes: chunks[^1].Offset + chunks[^1].Bytes + ContainerHeader.ChecksumBytes,
            BitsPerPixel: 8.0 * container.LongLength / ((long)geometry.Width * geometry.Height),
            Fingerprint: header.Fingerprint.ToString("x8"),
            Model: model?.Id,
            Decoders: model?.Decoders,
            Width: geometry.Width,
            Height: geometry.Height,
            Quality: header.Quality,
            Groups: header.Partition.Groups,
            Bands: header.Partition.Bands(geometry),
            BandRows: header.Partition.BandRows,
            HeaderBytes: chunksOffset,
            Chunks: chunks);
    }

    private static IEnumerable<ChunkInspection> Chunks(byte[] container, ContainerHeader header, int chunksOffset)
    {
        var bands = header.Partition.Bands(header.Geometry);
        var found = ContainerReader.FindChunks(container, header, chunksOffset);
        var offset = (long)chunksOffset;
        for (var i = 0; i < found.Count; i++)
        {
            var bytes = header.ChunkLengths[i];
            var end = offset + bytes + ContainerHeader.ChecksumBytes;
            var checksum = found[i] is not null ? "ok" : end > container.LongLength ? "cut" : "wrong";
            yield return i == 0
                ? new ChunkInspection("hyper-latent", null, null, offset, bytes, checksum)
                : new ChunkInspection("residual", (i - 1) / bands, (i - 1) % bands, offset, bytes, checksum);
            offset = end;
        }
    }
}
