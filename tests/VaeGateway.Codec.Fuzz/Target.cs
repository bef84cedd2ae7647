using VaeGateway.Codec.Container;

namespace VaeGateway.Codec.Fuzz;

/// <summary>Everything that reads a container, and what each may do with hostile bytes: succeed or throw <see cref="InvalidLatentException"/>.</summary>
/// <remarks>
/// Each may allocate at most 256 KiB + 32 bytes for each byte that it was given + 20 bytes for each pixel, padding included, of a size that was
/// declared, within the limit, under a checksum that fits. Of those 20, 320 channels take 3.75 for symbols and 3 go to the image; rented memory is
/// rounded up to a power of two, and <see cref="LatentDecoder.Unpack"/> gives copies.
/// </remarks>
internal sealed class Target(ILatentModel model, long maxPixels)
{
    private const long FreeBytes = 256 * 1024;
    private const long BytesPerByte = 32;
    private const long BytesPerPixel = 20;

    private readonly LatentDecoder _decoder = new(model) { MaxPixels = maxPixels };

    /// <summary>How many were refused by each reader.</summary>
    public Dictionary<string, long> Refused { get; } = [];

    /// <summary>How many each reader took.</summary>
    public Dictionary<string, long> Taken { get; } = [];

    public void Check(byte[] container)
    {
        // The default limit for the header alone: a hundred megapixels may be declared, but nothing may be taken for them here.
        Measure("TryReadHeader", container, 0, bytes => ContainerReader.TryReadHeader(bytes, LatentFormat.DefaultMaxPixels, out _, out _));
        var pixels = 0L;
        Measure("FindChunks", container, 0, bytes =>
        {
            var (header, offset) = ContainerReader.ReadHeader(bytes, maxPixels);
            pixels = (long)header.Geometry.PaddedWidth * header.Geometry.PaddedHeight;
            var chunks = ContainerReader.FindChunks(bytes, header, offset);
            return chunks.Count == header.ChunkLengths.Count && header.End(offset) >= header.HyperLatentEnd(offset)
                ? chunks
                : throw new InvalidOperationException("Chunks and lengths do not fit.");
        });
        Measure("Unpack", container, pixels, bytes => _decoder.Unpack(bytes, out _, out _));
        Measure("Decode", container, pixels, bytes =>
        {
            var decoded = _decoder.Decode(bytes);
            return decoded.LostChunks >= 0 && decoded.LostChunks <= decoded.TotalChunks
                ? decoded
                : throw new InvalidOperationException("More chunks are lost than there are.");
        });
        Measure("DecodePooled", container, pixels, bytes =>
        {
            _decoder.DecodePooled(bytes, out _, out _).Dispose();
            return bytes;
        });
        Measure("DecodePreview", container, pixels, bytes =>
        {
            _decoder.DecodePreview(bytes).Dispose();
            return bytes;
        });
    }

    private void Measure(string reader, byte[] container, long pixels, Func<byte[], object> read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var counts = Taken;
        try
        {
            read(container);
        }
        catch (InvalidLatentException e) when (e.ByteOffset >= 0 && e.ByteOffset <= container.Length)
        {
            counts = Refused;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        counts[reader] = counts.GetValueOrDefault(reader) + 1;
        var most = FreeBytes + (BytesPerByte * container.Length) + (BytesPerPixel * pixels);
        if (allocated > most)
        {
            throw new InvalidOperationException($"{reader} allocates {allocated} bytes, where {most} are allowed.");
        }
    }
}
