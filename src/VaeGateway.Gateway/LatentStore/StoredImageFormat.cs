using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>An entry as bytes, for a store outside the process.</summary>
/// <remarks>
/// Layout, integers little-endian, strings as UTF-8 behind a 7-bit-encoded length:
/// <code>
/// "VGS"            3 bytes
/// revision         1 byte     another revision is a miss, never an error
/// checksum         16 bytes   first half of SHA-256 of all that follows
/// kind             1 byte     1 latent, 2 original, 3 original elsewhere
/// flags            1 byte     1 varies by Accept, 2 varies by Origin
/// model            string
/// reason           string
/// content type     string
/// origin bytes     8 bytes
/// width, height    4 + 4 bytes
/// PSNR, worst tile 8 + 8 bytes, IEEE double, dB
/// encode, stored at, initial age, lifetime
///                  4 × 8 bytes, ticks of 100 ns (stored at: UTC)
/// headers          2-byte count, then name and value as strings
/// payload          4-byte length, then its bytes, to the end
/// </code>
/// </remarks>
internal static class StoredImageFormat
{
    public const byte Revision = 1;

    private const int HeadBytes = 4;
    private const int ChecksumBytes = 16;

    private static ReadOnlySpan<byte> Magic => "VGS"u8;

    public static byte[] Write(StoredImage image)
    {
        using var output = new MemoryStream(image.Payload.Length + 1024);
        using var writer = new BinaryWriter(output);
        writer.Write(Magic);
        writer.Write(Revision);
        writer.Write(new byte[ChecksumBytes]);
        WriteBody(writer, image);
        writer.Flush();
        var bytes = output.ToArray();
        Checksum(bytes).CopyTo(bytes.AsSpan(HeadBytes));
        return bytes;
    }

    /// <summary>Reads an entry; false if the bytes are of another revision, damaged, or no entry at all.</summary>
    public static bool TryRead(byte[] bytes, [NotNullWhen(true)] out StoredImage? image)
    {
        image = null;
        if (bytes.Length < HeadBytes + ChecksumBytes
            || !bytes.AsSpan().StartsWith(Magic)
            || bytes[Magic.Length] != Revision
            || !bytes.AsSpan(HeadBytes, ChecksumBytes).SequenceEqual(Checksum(bytes)))
        {
            return false;
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        reader.BaseStream.Position = HeadBytes + ChecksumBytes;
        try
        {
            image = ReadBody(reader);
            return true;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    private static byte[] Checksum(byte[] bytes) => SHA256.HashData(bytes.AsSpan(HeadBytes + ChecksumBytes))[..ChecksumBytes];

    private static void WriteBody(BinaryWriter writer, StoredImage image)
    {
        writer.Write((byte)image.Kind);
        writer.Write((byte)((image.VariesByAccept ? 1 : 0) | (image.VariesByOrigin ? 2 : 0)));
        writer.Write(image.ModelTag);
        writer.Write(image.Reason);
        writer.Write(image.ContentType);
        writer.Write(image.OriginBytes);
        writer.Write(image.Width);
        writer.Write(image.Height);
        writer.Write(image.Psnr);
        writer.Write(image.WorstTilePsnr);
        writer.Write(image.EncodeDuration.Ticks);
        writer.Write(image.StoredAt.UtcTicks);
        writer.Write(image.Freshness.InitialAge.Ticks);
        writer.Write(image.Freshness.Lifetime.Ticks);
        writer.Write((ushort)image.Headers.Count);
        foreach (var (name, value) in image.Headers)
        {
            writer.Write(name);
            writer.Write(value);
        }

        writer.Write(image.Payload.Length);
        writer.Write(image.Payload);
    }

    private static StoredImage ReadBody(BinaryReader reader)
    {
        var kind = (StoredImageKind)reader.ReadByte();
        var flags = reader.ReadByte();
        var image = new StoredImage
        {
            Kind = Enum.IsDefined(kind) ? kind : throw new InvalidDataException($"Kind {kind} is unknown."),
            VariesByAccept = (flags & 1) != 0,
            VariesByOrigin = (flags & 2) != 0,
            ModelTag = reader.ReadString(),
            Reason = reader.ReadString(),
            ContentType = reader.ReadString(),
            OriginBytes = reader.ReadInt64(),
            Width = reader.ReadInt32(),
            Height = reader.ReadInt32(),
            Psnr = reader.ReadDouble(),
            WorstTilePsnr = reader.ReadDouble(),
            EncodeDuration = new TimeSpan(reader.ReadInt64()),
            StoredAt = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
            Freshness = new Freshness(new TimeSpan(reader.ReadInt64()), new TimeSpan(reader.ReadInt64())),
            Headers = ReadHeaders(reader),
            Payload = reader.ReadBytes(reader.ReadInt32()),
        };
        return reader.BaseStream.Position == reader.BaseStream.Length
            ? image
            : throw new InvalidDataException("Bytes follow the payload.");
    }

    private static List<KeyValuePair<string, string>> ReadHeaders(BinaryReader reader)
    {
        var count = reader.ReadUInt16();
        List<KeyValuePair<string, string>> headers = [];
        for (var i = 0; i < count; i++)
        {
            headers.Add(new(reader.ReadString(), reader.ReadString()));
        }

        return headers;
    }
}
