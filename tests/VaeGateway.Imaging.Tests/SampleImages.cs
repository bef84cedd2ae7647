using System.Buffers.Binary;
using System.Text;
using NetVips;
using VaeGateway.Codec;

namespace VaeGateway.Imaging.Tests;

/// <summary>Image files made on the spot, so that no binary lies in the repository.</summary>
internal static class SampleImages
{
    public const int Width = 64;
    public const int Height = 48;

    public static ImageLimits Limits { get; } = new();

    /// <summary>Red left half, blue right half.</summary>
    public static Image RedBlue()
    {
        var red = Solid(Width / 2, Height, 255, 0, 0);
        var blue = Solid(Width / 2, Height, 0, 0, 255);
        return red.Join(blue, Enums.Direction.Horizontal).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    public static Image Solid(int width, int height, params double[] color) =>
        Image.Black(width, height, bands: color.Length).Linear(Enumerable.Repeat(1.0, color.Length).ToArray(), color)
            .Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);

    public static Image WithOrientation(Image image, int orientation) =>
        image.Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", orientation));

    public static RgbImage Noise(int width, int height, int seed)
    {
        var samples = new byte[width * height * RgbImage.Channels];
        new Random(seed).NextBytes(samples);
        return new RgbImage(width, height, samples);
    }

    public static (byte R, byte G, byte B) At(RgbImage image, int x, int y)
    {
        var at = ((y * image.Width) + x) * RgbImage.Channels;
        return (image.Samples[at], image.Samples[at + 1], image.Samples[at + 2]);
    }

    /// <summary>A PNG with a chunk put right after its header chunk.</summary>
    public static byte[] InsertChunk(byte[] png, string type, params byte[] data) =>
        [.. png[..33], .. Chunk(type, data), .. png[33..]];

    /// <summary>A PNG whose header chunk declares another size.</summary>
    public static byte[] DeclareSize(byte[] png, int width, int height)
    {
        var header = png[16..29];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        return [.. png[..8], .. Chunk("IHDR", header), .. png[33..]];
    }

    /// <summary>A GIF of one-pixel frames.</summary>
    public static byte[] Gif(int frames)
    {
        byte[] screen = [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255];
        byte[] frame = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 1, 0];
        return [.. screen, .. Enumerable.Repeat(frame, frames).SelectMany(bytes => bytes), 0x3B];
    }

    /// <summary>A JPEG with a segment put right after its start marker.</summary>
    public static byte[] InsertSegment(byte[] jpeg, byte marker, params byte[] data) =>
        [.. jpeg[..2], 0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data, .. jpeg[2..]];

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc32(body));
        return chunk;
    }

    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
