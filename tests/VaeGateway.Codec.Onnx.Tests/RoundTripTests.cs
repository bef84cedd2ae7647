using VaeGateway.Codec.Targets;

namespace VaeGateway.Codec.Onnx.Tests;

public sealed class RoundTripTests(CommittedModel committed) : IClassFixture<CommittedModel>
{
    private readonly LatentEncoder _encoder = new(committed.Model);
    private readonly LatentDecoder _decoder = new(committed.Model);

    [Theory]
    [InlineData(256, 192)]
    [InlineData(1, 1)]
    [InlineData(200, 131)]
    [InlineData(1, 300)]
    public void An_image_comes_back_in_its_size_and_close_to_itself(int width, int height)
    {
        var image = TestImages.Create(width, height);
        var decoded = _decoder.Decode(_encoder.Encode(image, 45));
        Assert.True(decoded.IsComplete);
        Assert.Equal((width, height), (decoded.Image.Width, decoded.Image.Height));
        Assert.True(TestImages.Psnr(image, decoded.Image) > 30, $"{TestImages.Psnr(image, decoded.Image):F1} dB");
    }

    [Theory]
    [InlineData(256, 156)]
    [InlineData(204, 256)]
    [InlineData(130, 130)]
    public void Edges_beside_padding_are_as_good_as_the_rest(int width, int height)
    {
        const int Strip = 16;
        var image = TestImages.Create(width, height);
        var decoded = _decoder.Decode(_encoder.Encode(image, 40)).Image;
        var whole = TestImages.Psnr(image, decoded);
        Assert.True(TestImages.Psnr(image, decoded, 0, height - Strip) > whole - 3, "bottom rows");
        Assert.True(TestImages.Psnr(image, decoded, width - Strip, 0) > whole - 3, "right columns");
    }

    [Fact]
    public void Bytes_and_fidelity_grow_with_quality()
    {
        var image = TestImages.Create(256, 256);
        var points = new[] { 0, 20, 40, 63 }
            .Select(quality => _encoder.Encode(image, quality))
            .Select(bytes => (bytes.Length, Psnr: TestImages.Psnr(image, _decoder.Decode(bytes).Image)))
            .ToArray();
        Assert.Equal(points.OrderBy(p => p.Length), points);
        Assert.Equal(points.OrderBy(p => p.Psnr), points);
        Assert.True(points[^1].Length > 2 * points[0].Length);
    }

    [Theory]
    [InlineData("pebbles.jpg")]
    [InlineData("city.jpg")]
    public void Two_analyses_tell_nearly_what_every_quality_takes(string picture)
    {
        var image = TestImages.FromDemo(picture, 320, 256);
        using var estimates = committed.Model.Estimate(image);
        Assert.All([5, 30, 54, 63], quality =>
        {
            var (estimated, encoded) = (estimates.At(quality), _encoder.Encode(image, quality));
            Assert.Equal(quality, estimated.Quality);
            Assert.InRange(_encoder.Pack(estimated).Length, encoded.Length * 0.8, encoded.Length * 1.2);
            Assert.InRange(
                TestImages.Psnr(image, committed.Model.Synthesize(estimated)),
                TestImages.Psnr(image, _decoder.Decode(encoded).Image) - 1.5,
                TestImages.Psnr(image, _decoder.Decode(encoded).Image) + 1.5);
        });
    }

    [Fact]
    public void A_target_is_met_and_missed_by_the_next_quality()
    {
        var image = TestImages.FromDemo("pebbles.jpg", 320, 256);
        var encoder = new TargetEncoder(committed.Model);
        var small = encoder.Encode(image, EncodingTarget.MaxBytes(3000));
        var fine = encoder.Encode(image, EncodingTarget.MinFidelity(34, (original, decoded) => TestImages.Psnr(original, decoded)));

        Assert.True(small.IsMet && fine.IsMet);
        Assert.InRange(small.Container.Length, 1, 3000);
        Assert.True(_encoder.Encode(image, small.Quality + 3).Length > 3000);
        Assert.True(TestImages.Psnr(image, _decoder.Decode(fine.Container).Image) >= 34);
        Assert.True(TestImages.Psnr(image, _decoder.Decode(_encoder.Encode(image, fine.Quality - 3)).Image) < 34);
    }

    [Fact]
    public void Encoding_and_decoding_are_deterministic()
    {
        var image = TestImages.Create(320, 200);
        var bytes = _encoder.Encode(image, 30);
        Assert.Equal(bytes, _encoder.Encode(image, 30));
        Assert.Equal(_decoder.Decode(bytes).Image.Samples, _decoder.Decode(bytes).Image.Samples);
    }

    [Fact]
    public void Concurrent_use_gives_the_same_bytes()
    {
        var image = TestImages.Create(192, 128);
        var expected = _encoder.Encode(image, 30);
        var results = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(4).Select(_ => _encoder.Encode(image, 30)).ToArray();
        Assert.All(results, bytes => Assert.Equal(expected, bytes));
    }

    [Fact]
    public void Without_residual_chunks_the_mean_stands_in()
    {
        var image = TestImages.Create(512, 512);
        var bytes = _encoder.Encode(image, 40);
        var whole = TestImages.Psnr(image, _decoder.Decode(bytes).Image);
        var damaged = (byte[])bytes.Clone();
        damaged[^5] ^= 1;
        var decoded = _decoder.Decode(damaged);
        Assert.Equal(1, decoded.LostChunks);
        Assert.InRange(TestImages.Psnr(image, decoded.Image), 10, whole);
    }
}
