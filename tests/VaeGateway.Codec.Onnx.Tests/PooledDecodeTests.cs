using VaeGateway.Codec.Container;

namespace VaeGateway.Codec.Onnx.Tests;

/// <summary>Decoding into rented memory, whole and from a prefix.</summary>
public sealed class PooledDecodeTests(CommittedModel committed) : IClassFixture<CommittedModel>
{
    /// <summary>An object of this size goes to the large object heap.</summary>
    private const int LargeObjectBytes = 85_000;

    private readonly LatentEncoder _encoder = new(committed.Model);
    private readonly LatentDecoder _decoder = new(committed.Model);

    [Theory]
    [InlineData(256, 192)]
    [InlineData(1, 1)]
    [InlineData(200, 131)]
    public void The_pixels_are_the_same_as_in_memory_of_its_own(int width, int height)
    {
        var latent = _encoder.Encode(TestImages.Create(width, height), 40);

        // Twice: the second takes the memory that the first has left behind.
        for (var i = 0; i < 2; i++)
        {
            using var pooled = _decoder.DecodePooled(latent, out var lost, out var total);
            Assert.Equal(0, lost);
            Assert.True(total > 0);
            Assert.Equal((width, height), (pooled.Width, pooled.Height));
            Assert.Equal(_decoder.Decode(latent).Image.Samples, pooled.Samples.ToArray());
        }
    }

    [Fact]
    public void A_preview_is_what_the_prefix_decodes_to_and_resembles_the_picture()
    {
        var image = TestImages.Create(512, 320);
        var latent = _encoder.Encode(image, 40);
        var (header, offset) = ContainerReader.ReadHeader(latent);
        var prefix = latent.AsSpan(0, (int)header.HyperLatentEnd(offset));

        using var preview = _decoder.DecodePreview(prefix);
        using var fromMore = _decoder.DecodePreview(latent);

        Assert.Equal(_decoder.Decode(prefix).Image.Samples, preview.Samples.ToArray());
        Assert.Equal(preview.Samples.ToArray(), fromMore.Samples.ToArray());
        Assert.InRange(TestImages.Psnr(image, preview.ToImage()), 10, TestImages.Psnr(image, _decoder.Decode(latent).Image));
    }

    [Fact]
    public void A_token_that_stays_quiet_changes_nothing_and_a_cancelled_one_ends_the_run()
    {
        var latent = _encoder.Encode(TestImages.Create(192, 128), 40);
        using var cancel = new CancellationTokenSource();
        using var pooled = _decoder.DecodePooled(latent, out _, out _, cancel.Token);
        Assert.Equal(_decoder.Decode(latent).Image.Samples, pooled.Samples.ToArray());

        cancel.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => _decoder.DecodePooled(latent, out _, out _, cancel.Token));
    }

    [Fact]
    public void At_steady_state_nothing_large_is_allocated()
    {
        var latent = _encoder.Encode(TestImages.Create(768, 512), 40);
        var least = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            _decoder.DecodePooled(latent, out _, out _).Dispose();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(least, 1, LargeObjectBytes - 1);
    }

    [Fact]
    public void Encoding_allocates_little_more_than_its_bytes()
    {
        var image = TestImages.Create(768, 512);
        var least = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var latent = _encoder.Encode(image, 20);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before - (2 * latent.Length));
        }

        Assert.InRange(least, 1, LargeObjectBytes / 4);
    }

    [Fact]
    public void Disposed_pixels_are_gone_and_their_copy_is_not()
    {
        var latent = _encoder.Encode(TestImages.Create(64, 64), 40);
        var pooled = _decoder.DecodePooled(latent, out _, out _);
        var copy = pooled.ToImage();

        pooled.Dispose();
        pooled.Dispose();

        Assert.Throws<ObjectDisposedException>(() => pooled.Samples);
        Assert.Throws<ObjectDisposedException>(pooled.ToImage);
        Assert.Equal(_decoder.Decode(latent).Image.Samples, copy.Samples);
    }
}
