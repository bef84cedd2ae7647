using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace VaeGateway.Gateway.LatentStore;

/// <summary>An entry as bytes, for a store outside the process.</summary>
/// <remarks>
/// Layout, integers little-endian, strings as UTF-8 behind a 7-bit-encoded length:
/// <code>
/// "VGS"            3 bytes
/// revision         1 byte     another revision is a miss, never an error
/// checksum         16 bytes   first half of SHA-256 of all that follows
/// kind             1 byte     1 response, 2 index of variants
/// the entry        to the end, see <see cref="StoredResponseFormat"/> and <see cref="VariantIndexFormat"/>
/// </code>
/// </remarks>
internal static class StoredEntryFormat
{
    public const byte Revision = 5;

    /// <summary>Where the checksum lies; it tells two writings of an entry apart.</summary>
    public const int ChecksumOffset = 4;

    public const int ChecksumBytes = 16;

    private const byte ResponseKind = 1;
    private const byte IndexKind = 2;

    private static ReadOnlySpan<byte> Magic => "VGS"u8;

    public static byte[] Write(StoredEntry entry)
    {
        using var output = new MemoryStream((int)Math.Min(entry.SizeBytes + 1024, int.MaxValue));
        using var writer = new BinaryWriter(output);
        writer.Write(Magic);
        writer.Write(Revision);
        writer.Write(new byte[ChecksumBytes]);
        switch (entry)
        {
            case StoredResponse response:
                writer.Write(ResponseKind);
                StoredResponseFormat.Write(writer, response);
                break;
            case VariantIndex index:
                writer.Write(IndexKind);
                VariantIndexFormat.Write(writer, index);
                break;
            default:
                throw new ArgumentException($"{entry.GetType()} has no format.", nameof(entry));
        }

        writer.Flush();
        var bytes = output.ToArray();
        Checksum(bytes).CopyTo(bytes.AsSpan(ChecksumOffset));
        return bytes;
    }

    /// <summary>Reads an entry; false if the bytes are of another revision, damaged, or no entry at all.</summary>
    public static bool TryRead(byte[] bytes, [NotNullWhen(true)] out StoredEntry? entry)
    {
        entry = null;
        if (bytes.Length < ChecksumOffset + ChecksumBytes
            || !bytes.AsSpan().StartsWith(Magic)
            || bytes[Magic.Length] != Revision
            || !bytes.AsSpan(ChecksumOffset, ChecksumBytes).SequenceEqual(Checksum(bytes)))
        {
            return false;
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        reader.BaseStream.Position = ChecksumOffset + ChecksumBytes;
        try
        {
            entry = ReadEntry(reader);
            return true;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    private static byte[] Checksum(byte[] bytes) => SHA256.HashData(bytes.AsSpan(ChecksumOffset + ChecksumBytes))[..ChecksumBytes];

    private static StoredEntry ReadEntry(BinaryReader reader)
    {
        StoredEntry entry = reader.ReadByte() switch
        {
            ResponseKind => StoredResponseFormat.Read(reader),
            IndexKind => VariantIndexFormat.Read(reader),
            var kind => throw new InvalidDataException($"Kind {kind} is unknown."),
        };
        return reader.BaseStream.Position == reader.BaseStream.Length
            ? entry
            : throw new InvalidDataException("Bytes follow the entry.");
    }
}
