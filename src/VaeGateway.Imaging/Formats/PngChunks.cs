using System.Buffers.Binary;

namespace VaeGateway.Imaging.Formats;

/// <summary>What libvips does not tell of a PNG: whether it is animated, of high dynamic range, or cut short.</summary>
/// <remarks>Source: Portable Network Graphics Specification, third edition, sections 5.3 and 11.3.</remarks>
internal static class PngChunks
{
    private const int SignatureBytes = 8;
    private const int TypeOffset = 4;
    private const int DataOffset = 8;
    private const int ChecksumBytes = 4;

    /// <summary>Number of frames that the animation control chunk declares; 1 without one.</summary>
    public static int Frames(ReadOnlySpan<byte> png) =>
        Find(png, "acTL"u8, out var data) && data.Length >= sizeof(uint)
            ? (int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(data), 1, int.MaxValue)
            : 1;

    /// <summary>The colour space, or null where the file names none by code points.</summary>
    public static ColourCode? Colour(ReadOnlySpan<byte> png) =>
        Find(png, "cICP"u8, out var data) && data.Length >= 2 ? new ColourCode(data[0], data[1]) : null;

    /// <summary>Whether the end chunk is there.</summary>
    public static bool HasEnd(ReadOnlySpan<byte> png) => Find(png, "IEND"u8, out _);

    private static bool Find(ReadOnlySpan<byte> png, ReadOnlySpan<byte> type, out ReadOnlySpan<byte> data)
    {
        var rest = png[Math.Min(SignatureBytes, png.Length)..];
        while (rest.Length >= DataOffset)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (rest[TypeOffset..].StartsWith(type) && length <= rest.Length - DataOffset)
            {
                data = rest.Slice(DataOffset, (int)length);
                return true;
            }

            rest = rest[(int)Math.Min(rest.Length, DataOffset + (long)length + ChecksumBytes)..];
        }

        data = default;
        return false;
    }
}
