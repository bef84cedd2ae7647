using System.Buffers.Binary;
using System.IO.Hashing;
using System.Net;
using System.Text;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Hostile;

/// <summary>Origins that serve bytes which are no good image: the client gets them as they are, and the gateway goes on.</summary>
[Collection(Site.Collection)]
public sealed class BadImageTests(Site site)
{
    [Fact]
    public async Task A_truncated_jpeg()
    {
        var jpeg = Photo.Jpeg(50);
        await AssertPassesAsync("/bad/truncated.jpg", jpeg[..(jpeg.Length / 2)], "image/jpeg");
    }

    [Fact]
    public Task A_png_that_declares_60000_by_60000_pixels() => AssertPassesAsync("/bad/bomb.png", HugePng(60_000), "image/png");

    [Fact]
    public Task A_page_called_a_jpeg() =>
        AssertPassesAsync("/bad/page.jpg", Encoding.UTF8.GetBytes("<!DOCTYPE html><script>alert(1)</script>"), "image/jpeg");

    [Fact]
    public Task A_script_called_a_png() =>
        AssertPassesAsync("/bad/script.png", Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"), "image/png");

    [Fact]
    public async Task A_png_with_flipped_bytes()
    {
        var png = Photo.Png(51);
        for (var i = 100; i < png.Length; i += 1000)
        {
            png[i] ^= 0xFF;
        }

        await AssertPassesAsync("/bad/flipped.png", png, "image/png");
    }

    [Fact]
    public async Task A_jpeg_called_a_png_is_an_image_all_the_same()
    {
        site.Origin.Serve("/bad/misnamed.png", Photo.Jpeg(52), "image/png");
        Assert.Equal("image/webp", (await site.Client.GetHitAsync("/bad/misnamed.png", "image/webp")).ContentType);
    }

    [Fact]
    public async Task An_empty_body()
    {
        site.Origin.Serve("/bad/empty.png", [], "image/png");

        for (var i = 0; i < 2; i++)
        {
            var reply = await site.Client.GetAsync("/bad/empty.png", "image/webp");
            Assert.Equal((HttpStatusCode.OK, 0), (reply.Status, reply.Body.Length));
        }

        await site.SettleAsync();
    }

    private async Task AssertPassesAsync(string path, byte[] body, string contentType)
    {
        site.Origin.Serve(path, body, contentType);
        foreach (var accept in new[] { "image/webp", site.Gateway.AcceptLatent, "*/*" })
        {
            var reply = await site.Client.GetAsync(path, accept);
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            Assert.Equal(contentType, reply.ContentType);
            Assert.Equal(body, reply.Body);
            await site.SettleAsync();
        }
    }

    /// <summary>A PNG that is right in all but the pixels that it lacks.</summary>
    private static byte[] HugePng(int side)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        (header[8], header[9]) = (8, 2);
        return [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, new byte[64]), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        var chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        type.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32.HashToUInt32(chunk.AsSpan(4, content.Length + 4)));
        return chunk;
    }
}
