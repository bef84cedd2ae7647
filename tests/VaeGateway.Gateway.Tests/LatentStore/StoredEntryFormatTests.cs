using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Tests.Support;

namespace VaeGateway.Gateway.Tests.LatentStore;

public sealed class StoredEntryFormatTests
{
    private static readonly StoredResponse Latent = StoredResponses.Page([1, 2, 3, 4]) with
    {
        Id = ulong.MaxValue - 1,
        Epoch = long.MaxValue - 1,
        Status = 203,
        Freshness = new Freshness(TimeSpan.FromSeconds(3), TimeSpan.FromDays(1)),
        Headers = new HeaderDictionary { ["Cache-Control"] = "max-age=60", ["X-Umlaut"] = "\u00fc", ["Link"] = new StringValues(["a", "b"]), ["X-Empty"] = "" },
        Form = BodyForm.Latent,
        Image = new ImageFacts
        {
            ModelTag = "block",
            Reason = "because",
            Quality = 63,
            Target = new QualityTarget(38.5, 0.98, 40_000),
            OriginBytes = 5_000_000_000,
            Width = 640,
            Height = 480,
            Psnr = 31.5,
            WorstTilePsnr = double.PositiveInfinity,
            EncodeDuration = TimeSpan.FromMilliseconds(123),
        },
    };

    private static readonly VariantIndex Index = new(
    [
        new VariantRecord(7, new VariantChoice([new("accept-language", "de,en"), new("x", "")]), "de", "W/\"a\"", StoredResponses.Noon),
        new VariantRecord(8, new VariantChoice([]), "", "", DateTimeOffset.MaxValue.ToUniversalTime()),
    ]);

    public static TheoryData<string> Entries => ["latent", "page", "index"];

    [Fact]
    public void Everything_of_a_response_comes_back()
    {
        var read = Assert.IsType<StoredResponse>(Read(StoredEntryFormat.Write(Latent)));

        Assert.Equal(Latent.Body, read.Body);
        Assert.Equal(Latent.Headers, read.Headers);
        Assert.Equal(Latent.Image, read.Image);
        Assert.Equal(
            (Latent.Id, Latent.Epoch, Latent.Status, Latent.StoredAt, Latent.Freshness, Latent.Form), (read.Id, read.Epoch, read.Status, read.StoredAt, read.Freshness, read.Form));
    }

    [Fact]
    public void Everything_of_an_index_comes_back() =>
        Assert.Equal(Index.Variants, Assert.IsType<VariantIndex>(Read(StoredEntryFormat.Write(Index))).Variants);

    [Theory]
    [MemberData(nameof(Entries))]
    public void Every_flipped_bit_is_a_miss(string name)
    {
        var bytes = StoredEntryFormat.Write(Entry(name));
        for (var i = 0; i < bytes.Length * 8; i++)
        {
            bytes[i / 8] ^= (byte)(1 << (i % 8));
            Assert.False(StoredEntryFormat.TryRead(bytes, out _), $"Bit {i} was flipped.");
            bytes[i / 8] ^= (byte)(1 << (i % 8));
        }
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void Every_prefix_is_a_miss(string name)
    {
        var bytes = StoredEntryFormat.Write(Entry(name));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(StoredEntryFormat.TryRead(bytes[..length], out _), $"Cut to {length} bytes.");
        }
    }

    [Fact]
    public void An_unknown_revision_is_a_miss()
    {
        var bytes = StoredEntryFormat.Write(Latent);
        Assert.Equal(StoredEntryFormat.Revision, bytes[3]);
        bytes[3]++;

        Assert.False(StoredEntryFormat.TryRead(bytes, out _));
    }

    [Fact]
    public void A_form_of_later_gateways_is_a_miss() =>
        Assert.False(StoredEntryFormat.TryRead(StoredEntryFormat.Write(Latent with { Form = (BodyForm)200 }), out _));

    [Fact]
    public void The_content_tag_follows_the_body()
    {
        var first = StoredResponses.Page([1]);
        var tag = first.ContentTag;

        Assert.NotEqual(tag, (first with { Body = [2] }).ContentTag);
        Assert.Equal(tag, (first with { Status = 404 }).ContentTag);
    }

    private static StoredEntry Entry(string name) => name switch
    {
        "latent" => Latent,
        "page" => StoredResponses.Page("<p>"u8.ToArray()),
        _ => Index,
    };

    private static StoredEntry Read(byte[] bytes)
    {
        Assert.True(StoredEntryFormat.TryRead(bytes, out var entry));
        return entry;
    }
}
