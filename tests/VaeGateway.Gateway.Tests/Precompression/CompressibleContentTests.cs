using System.IO.Compression;
using VaeGateway.Gateway.Precompression;

namespace VaeGateway.Gateway.Tests.Precompression;

public sealed class CompressibleContentTests
{
    private static readonly byte[] Plain = [.. Enumerable.Range(0, 50_000).Select(i => (byte)(i * i / 700))];

    [Theory]
    [InlineData(nameof(ContentCoding.Brotli))]
    [InlineData(nameof(ContentCoding.Gzip))]
    public async Task What_is_decompressed_is_what_was_there(string coding)
    {
        var compressed = await new CompressibleContent(Plain).GetAsync(Enum.Parse<ContentCoding>(coding));

        using var source = new MemoryStream(compressed);
        using Stream stream = coding == nameof(ContentCoding.Gzip) ? new GZipStream(source, CompressionMode.Decompress) : new BrotliStream(source, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        await stream.CopyToAsync(plain);
        Assert.Equal(Plain, plain.ToArray());
        Assert.True(compressed.Length < Plain.Length);
    }

    [Fact]
    public async Task A_form_is_made_once_for_many_who_ask_at_a_time()
    {
        var content = new CompressibleContent(Plain);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => content.GetAsync(ContentCoding.Gzip).AsTask()));

        Assert.All(answers, answer => Assert.Same(answers[0], answer));
        Assert.Same(Plain, await content.GetAsync(ContentCoding.Identity));
    }

    [Fact]
    public async Task The_best_form_takes_the_place_of_the_quick_one()
    {
        var content = new CompressibleContent(Plain);
        var quick = await content.GetAsync(ContentCoding.Brotli);

        var best = quick;
        while (ReferenceEquals(best, quick))
        {
            await Task.Delay(10);
            best = await content.GetAsync(ContentCoding.Brotli);
        }

        Assert.True(best.Length < quick.Length, $"{best.Length} bytes at best, {quick.Length} quickly.");
        Assert.Same(best, await content.GetAsync(ContentCoding.Brotli));
    }
}
