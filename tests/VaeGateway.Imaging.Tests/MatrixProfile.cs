using System.Buffers.Binary;
using System.Text;

namespace VaeGateway.Imaging.Tests;

/// <summary>ICC profiles (version 2.1, ICC.1:1998-09) of three colorants and a gamma, made on the spot.</summary>
internal static class MatrixProfile
{
    private const int HeaderBytes = 128;
    private const int EntryBytes = 12;
    private const int ColorantBytes = 20;
    private const double Fixed16 = 65536;
    private const double Fixed8 = 256;

    private static readonly double[] D50 = [0.9642, 1, 0.8249];

    /// <summary>That of Adobe RGB (1998): its colorants adapted to D50, and 563/256.</summary>
    public static byte[] AdobeRgb() => Create([[0.60974, 0.31111, 0.01947], [0.20528, 0.62567, 0.06087], [0.14919, 0.06322, 0.74457]], 563.0 / 256);

    private static byte[] Create(double[][] colorants, double gamma)
    {
        byte[][] data = [.. colorants.Select(Xyz), Curve(gamma)];
        string[] tags = ["rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"];
        var start = HeaderBytes + 4 + (tags.Length * EntryBytes);
        var table = tags.SelectMany((tag, i) =>
        {
            var part = Math.Min(i, data.Length - 1); // one curve for all
            return (byte[])[.. Encoding.ASCII.GetBytes(tag), .. Int32(start + (part * ColorantBytes)), .. Int32(data[part].Length)];
        });
        byte[] body = [.. Int32(tags.Length), .. table, .. data.SelectMany(part => part)];
        return [.. Header(HeaderBytes + body.Length), .. body];
    }

    private static byte[] Header(int sizeBytes)
    {
        var header = new byte[HeaderBytes];
        Int32(sizeBytes).CopyTo(header, 0);
        Int32(0x02100000).CopyTo(header, 8);
        "mntrRGB XYZ "u8.CopyTo(header.AsSpan(12));
        "acsp"u8.CopyTo(header.AsSpan(36));
        D50.SelectMany(value => Int32((int)Math.Round(value * Fixed16))).ToArray().CopyTo(header, 68);
        return header;
    }

    private static byte[] Xyz(double[] values) => [.. "XYZ \0\0\0\0"u8, .. values.SelectMany(value => Int32((int)Math.Round(value * Fixed16)))];

    private static byte[] Curve(double gamma) =>
        [.. "curv\0\0\0\0"u8, .. Int32(1), (byte)gamma, (byte)(Math.Round(gamma * Fixed8) % Fixed8), 0, 0];

    private static byte[] Int32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
