using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using VaeGateway.Codec;

namespace VaeGateway.Client;

/// <summary>Writes 8-bit RGB PNG (ISO/IEC 15948), compressed for speed: it never leaves this machine.</summary>
internal static class PngWriter
{
    private const byte SubFilter = 1;
    private const int TypeBytes = 4;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="samples">The samples, shape [height, width, 3].</param>
    /// <param name="output">Takes the file.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(int width, int height, ReadOnlyMemory<byte> samples, Stream output, CancellationToken cancellationToken)
    {
        using var compressed = new SegmentedStream();
        Compress(width, height, samples.Span, compressed, cancellationToken);
        await output.WriteAsync(Signature, cancellationToken).ConfigureAwait(false);
        await WriteChunkAsync(output, "IHDR"u8.ToArray(), [Header(width, height)], cancellationToken).ConfigureAwait(false);
        await WriteChunkAsync(output, "IDAT"u8.ToArray(), compressed.Segments, cancellationToken).ConfigureAwait(false);
        await WriteChunkAsync(output, "IEND"u8.ToArray(), [], cancellationToken).ConfigureAwait(false);
    }

    private static ReadOnlyMemory<byte> Header(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return header;
    }

    private static void Compress(int width, int height, ReadOnlySpan<byte> samples, Stream compressed, CancellationToken cancellationToken)
    {
        var stride = width * RgbImage.Channels;
        var row = ArrayPool<byte>.Shared.Rent(stride + 1);
        row[0] = SubFilter;
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var source = samples.Slice(y * stride, stride);
                source[..RgbImage.Channels].CopyTo(row.AsSpan(1));
                for (var i = RgbImage.Channels; i < stride; i++)
                {
                    row[i + 1] = (byte)(source[i] - source[i - RgbImage.Channels]);
                }

                deflate.Write(row, 0, stride + 1);
            }
        }

        ArrayPool<byte>.Shared.Return(row);
    }

    private static async Task WriteChunkAsync(Stream output, byte[] type, IReadOnlyList<ReadOnlyMemory<byte>> content, CancellationToken cancellationToken)
    {
        var head = new byte[sizeof(int) + TypeBytes];
        BinaryPrimitives.WriteInt32BigEndian(head, content.Sum(part => part.Length));
        type.CopyTo(head, sizeof(int));
        await output.WriteAsync(head, cancellationToken).ConfigureAwait(false);
        var checksum = new Crc32();
        checksum.Append(type);
        foreach (var part in content)
        {
            checksum.Append(part.Span);
            await output.WriteAsync(part, cancellationToken).ConfigureAwait(false);
        }

        var tail = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(tail, checksum.GetCurrentHashAsUInt32());
        await output.WriteAsync(tail, cancellationToken).ConfigureAwait(false);
    }
}
