using System.IO.Compression;
using System.Text;
using static VaeGateway.Imaging.Tests.SampleImages;

namespace VaeGateway.Imaging.Tests;

/// <summary>Small files that claim, or unfold to, something huge.</summary>
public sealed class BombTests
{
    private const int Unfolded = 400_000_000;
    private const long MemoryBound = 150_000_000;

    [Fact]
    public void Ten_thousand_frames_are_refused_unread()
    {
        var fault = Assert.Throws<InvalidImageException>(() => ImageReader.Decode(Gif(10_000), Limits));

        Assert.Equal(ImageFault.UnsupportedKind, fault.Fault);
        Assert.Contains("10000 frames", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zTXt", "Comment")]
    [InlineData("iCCP", "icc")]
    [InlineData("iTXt", "XML:com.adobe.xmp\0\u0001\0\0")]
    public void A_chunk_that_unfolds_to_400_megabytes_is_not_unfolded(string type, string keyword)
    {
        byte[] data = [.. Encoding.Latin1.GetBytes(keyword), .. type == "iTXt" ? (byte[])[] : [0, 0], .. Deflated(Unfolded)];
        var png = InsertChunk(RedBlue().PngsaveBuffer(), type, data);
        var before = ResidentMemory.Reset();

        var fault = Record.Exception(() => ImageReader.Decode(png, Limits));

        Assert.True(fault is null or InvalidImageException, $"{fault}");
        Assert.True(ResidentMemory.Peak() - before < MemoryBound, $"{(ResidentMemory.Peak() - before) / 1_000_000} MB");
    }

    [Fact]
    public void An_exif_block_whose_directories_run_in_a_circle_is_read_or_refused()
    {
        // A little-endian TIFF of one directory, whose entries and whose successor all point back at it.
        byte[] entry(byte tag) => [tag, 0x87, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0];
        byte[] exif = [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 2, 0, .. entry(0x69), .. entry(0x69), 8, 0, 0, 0];

        var image = ImageReader.Decode(InsertSegment(RedBlue().JpegsaveBuffer(keep: NetVips.Enums.ForeignKeep.None), 0xE1, exif), Limits);

        Assert.Equal((Width, Height), (image.Width, image.Height));
    }

    private static byte[] Deflated(int zeros)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Fastest))
        {
            var block = new byte[1_000_000];
            for (var written = 0; written < zeros; written += block.Length)
            {
                zlib.Write(block);
            }
        }

        return output.ToArray();
    }
}
