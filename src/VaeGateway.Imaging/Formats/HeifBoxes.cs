using System.Buffers.Binary;

namespace VaeGateway.Imaging.Formats;

/// <summary>What libvips does not tell of an AVIF: whether it is a sequence, and its colour space.</summary>
/// <remarks>Source: ISO/IEC 14496-12, boxes <c>ftyp</c> and <c>colr</c>; AV1 Image File Format, brand <c>avis</c>.</remarks>
internal static class HeifBoxes
{
    private const int BrandBytes = 4;
    private const int MajorBrandOffset = 8;
    private const int MaxFileTypeBytes = 256;

    // colr lies in the meta box, near the start; a longer search would only find chance matches in the pixels.
    private const int ColourSearchBytes = 16 * 1024;
    private const int PrimariesOffset = 8;
    private const int TransferOffset = 10;
    private const int ColourBytes = 12;

    /// <summary>Whether the file declares an image sequence, that is, an animation.</summary>
    public static bool IsSequence(ReadOnlySpan<byte> heif)
    {
        if (heif.Length < sizeof(uint))
        {
            return false;
        }

        var end = (int)Math.Min(Math.Min(BinaryPrimitives.ReadUInt32BigEndian(heif), MaxFileTypeBytes), (uint)heif.Length);
        for (var at = MajorBrandOffset; at + BrandBytes <= end; at += BrandBytes)
        {
            if (heif.Slice(at, BrandBytes) is var brand && (brand.SequenceEqual("avis"u8) || brand.SequenceEqual("msf1"u8)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The colour space, or null where the file names none by code points.</summary>
    public static ColourCode? Colour(ReadOnlySpan<byte> heif)
    {
        var start = heif[..Math.Min(heif.Length, ColourSearchBytes)];
        var at = start.IndexOf("colrnclx"u8);
        return at >= 0 && start.Length >= at + ColourBytes
            ? new ColourCode(
                BinaryPrimitives.ReadUInt16BigEndian(start[(at + PrimariesOffset)..]),
                BinaryPrimitives.ReadUInt16BigEndian(start[(at + TransferOffset)..]))
            : null;
    }
}
