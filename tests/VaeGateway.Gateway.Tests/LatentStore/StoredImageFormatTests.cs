using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Tests.Support;

namespace VaeGateway.Gateway.Tests.LatentStore;

public sealed class StoredImageFormatTests
{
    private static readonly StoredImage Full = StoredImages.Original([1, 2, 3, 4]) with
    {
        Kind = StoredImageKind.Latent,
        Reason = "because",
        OriginBytes = 5_000_000_000,
        Width = 640,
        Height = 480,
        Psnr = 31.5,
        WorstTilePsnr = double.PositiveInfinity,
        EncodeDuration = TimeSpan.FromMilliseconds(123),
        Freshness = new Freshness(TimeSpan.FromSeconds(3), TimeSpan.FromDays(1)),
        VariesByAccept = true,
        VariesByOrigin = true,
        Headers = [new("Cache-Control", "max-age=60"), new("X-Umlaut", "\u00fc")],
    };

    [Fact]
    public void Everything_comes_back()
    {
        Assert.True(StoredImageFormat.TryRead(StoredImageFormat.Write(Full), out var read));

        Assert.Equal(Full.Payload, read.Payload);
        Assert.Equal(Full.Headers, read.Headers);
        Assert.Equal(Full with { Payload = [], Headers = [] }, read with { Payload = [], Headers = [] }, Same);
    }

    [Fact]
    public void Every_flipped_bit_is_a_miss()
    {
        var bytes = StoredImageFormat.Write(Full);
        for (var i = 0; i < bytes.Length * 8; i++)
        {
            bytes[i / 8] ^= (byte)(1 << (i % 8));
            Assert.False(StoredImageFormat.TryRead(bytes, out _), $"Bit {i} was flipped.");
            bytes[i / 8] ^= (byte)(1 << (i % 8));
        }
    }

    [Fact]
    public void Every_prefix_is_a_miss()
    {
        var bytes = StoredImageFormat.Write(Full);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(StoredImageFormat.TryRead(bytes[..length], out _), $"Cut to {length} bytes.");
        }
    }

    [Fact]
    public void An_unknown_revision_is_a_miss()
    {
        var bytes = StoredImageFormat.Write(Full);
        Assert.Equal(StoredImageFormat.Revision, bytes[3]);
        bytes[3]++;

        Assert.False(StoredImageFormat.TryRead(bytes, out _));
    }

    [Fact]
    public void The_content_tag_follows_the_payload()
    {
        var first = StoredImages.Original([1]);
        var tag = first.ContentTag;

        Assert.NotEqual(tag, (first with { Payload = [2] }).ContentTag);
        Assert.Equal(tag, (first with { Reason = "x" }).ContentTag);
    }

    private static bool Same(StoredImage a, StoredImage b) =>
        (a.Kind, a.ModelTag, a.Reason, a.ContentType, a.OriginBytes, a.Width, a.Height) == (b.Kind, b.ModelTag, b.Reason, b.ContentType, b.OriginBytes, b.Width, b.Height)
        && (a.Psnr, a.WorstTilePsnr, a.EncodeDuration, a.StoredAt, a.Freshness) == (b.Psnr, b.WorstTilePsnr, b.EncodeDuration, b.StoredAt, b.Freshness)
        && (a.VariesByAccept, a.VariesByOrigin) == (b.VariesByAccept, b.VariesByOrigin);
}
