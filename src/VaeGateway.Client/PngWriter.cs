using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using VaeGateway.Codec;

namespace VaeGateway.Client;

/// <summary>Writes 8-bit RGB PNG (ISO/IEC 15948), compressed for speed: it never leaves this machine.</summary>
internal static class PngWriter
{
    private const byte SubFilter = 1;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static async Task WriteAsync(RgbImage image, Stream output, CancellationToken cancellationToken)
    {
        using var png = new MemoryStream();
        png.Write(Signature);
        WriteChunk(png, "IHDR"u8, Header(image));
        WriteChunk(png, "IDAT"u8, Compress(image));
        WriteChunk(png, "IEND"u8, []);
        await output.WriteAsync(png.GetBuffer().AsMemory(0, (int)png.Length), cancellationToken).ConfigureAwait(false);
    }

    private static byte[] Header(RgbImage image)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Height);
        (header[8], header[9]) = (8, 2);
        return header;
    }

    private static ReadOnlySpan<byte> Compress(RgbImage image)
    {
        var compressed = new MemoryStream();
        var stride = image.Width * RgbImage.Channels;
        var row = new byte[stride + 1];
        row[0] = SubFilter;
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < image.Height; y++)
            {
                var source = image.Samples.AsSpan(y * stride, stride);
                source[..RgbImage.Channels].CopyTo(row.AsSpan(1));
                for (var i = RgbImage.Channels; i < stride; i++)
                {
                    row[i + 1] = (byte)(source[i] - source[i - RgbImage.Channels]);
                }

                deflate.Write(row);
            }
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(type);
        png.Write(content);
        var checksum = new Crc32();
        checksum.Append(type);
        checksum.Append(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, checksum.GetCurrentHashAsUInt32());
        png.Write(number);
    }
}
