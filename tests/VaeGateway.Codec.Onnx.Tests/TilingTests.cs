namespace VaeGateway.Codec.Onnx.Tests;

/// <summary>Images in tiles are what they are whole.</summary>
public sealed class TilingTests(CommittedModels models) : IClassFixture<CommittedModels>
{
    private const int Quality = 45;

    [Theory]
    [InlineData(64, 576, 448)]
    [InlineData(64, 1, 700)]
    [InlineData(64, 701, 1)]
    [InlineData(64, 333, 517)]
    [InlineData(192, 900, 641)]
    [InlineData(192, 641, 900)]
    [InlineData(null, 1700, 1500)]
    public void A_decode_in_tiles_gives_the_same_picture(int? side, int width, int height)
    {
        var latent = new LatentEncoder(models.Whole).Encode(NoisyImage(width, height), Quality);
        var whole = new LatentDecoder(models.Whole).Decode(latent);
        var tiled = new LatentDecoder(models.Tiled(side)).Decode(latent);
        using var preview = new LatentDecoder(models.Tiled(side)).DecodePreview(latent);
        using var wholePreview = new LatentDecoder(models.Whole).DecodePreview(latent);

        Assert.True(tiled.IsComplete);
        AssertSame(whole.Image.Samples, tiled.Image.Samples);
        AssertSame(wholePreview.Samples.Span, preview.Samples.Span);
    }

    [Theory]
    [InlineData(64, 576, 448)]
    [InlineData(64, 1, 700)]
    [InlineData(64, 701, 1)]
    [InlineData(192, 900, 641)]
    [InlineData(192, 641, 900)]
    [InlineData(null, 1500, 1700)]
    public void An_encode_in_tiles_is_as_good(int? side, int width, int height)
    {
        var image = NoisyImage(width, height);
        var decoder = new LatentDecoder(models.Whole);
        var whole = new LatentEncoder(models.Whole).Encode(image, Quality);
        var tiled = new LatentEncoder(models.Tiled(side)).Encode(image, Quality);
        var (wholePsnr, tiledPsnr) = (TestImages.Psnr(image, decoder.Decode(whole).Image), TestImages.Psnr(image, decoder.Decode(tiled).Image));

        Assert.InRange(tiledPsnr, wholePsnr - 0.01, wholePsnr + 0.01);
        Assert.InRange(tiled.Length, whole.Length * 0.999, whole.Length * 1.001);
    }

    [Theory]
    [InlineData(64, 1, 1)]
    [InlineData(64, 1, 19)]
    [InlineData(64, 13, 1)]
    [InlineData(128, 9, 14)]
    [InlineData(192, 23, 11)]
    public void Scale_indices_in_tiles_are_the_same_to_the_last_bit(int side, int rows, int columns)
    {
        var geometry = new LatentGeometry(columns * LatentGeometry.HyperStride, rows * LatentGeometry.HyperStride);
        var random = new Random(rows);
        var z = new sbyte[models.Whole.Description.HyperChannels * rows * columns];
        for (var i = 0; i < z.Length; i++)
        {
            z[i] = (sbyte)random.Next(-sbyte.MaxValue, sbyte.MaxValue + 1);
        }

        foreach (var quality in new[] { 0, 31, 63 })
        {
            Assert.Equal(models.Whole.PredictScales(z, geometry, quality), models.Tiled(side).PredictScales(z, geometry, quality));
        }
    }

    [Fact]
    public async Task A_decode_is_cancelled_between_two_tiles()
    {
        var (model, geometry) = (models.Tiled(64), new LatentGeometry(1216, 896));
        var z = new sbyte[model.Description.HyperChannels * geometry.HyperWidth * geometry.HyperHeight];
        var residual = new short[model.Description.LatentChannels * geometry.LatentWidth * geometry.LatentHeight];
        var samples = new byte[geometry.Width * geometry.Height * RgbImage.Channels];
        using var cancel = new CancellationTokenSource();
        var decode = Task.Run(() => model.SynthesizeInto(z, residual, geometry, Quality, samples, cancel.Token));

        while (!decode.IsCompleted && Volatile.Read(ref samples[0]) == 0)
        {
            await Task.Delay(1);
        }

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => decode);
        Assert.NotEqual(0, samples[0]);
        Assert.Equal(0, samples[^1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(100)]
    public void Tiles_off_the_grid_are_refused(int side) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxModelOptions { TileSide = side });

    private static void AssertSame(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> found)
    {
        Assert.Equal(expected.Length, found.Length);
        var furthest = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            furthest = Math.Max(furthest, Math.Abs(expected[i] - found[i]));
        }

        Assert.InRange(furthest, 0, 1);
    }

    /// <summary>With noise, so that every residual counts and no two tiles are alike.</summary>
    private static RgbImage NoisyImage(int width, int height)
    {
        var image = TestImages.Create(width, height);
        var random = new Random(width);
        foreach (ref var sample in image.Samples.AsSpan())
        {
            sample = (byte)Math.Clamp(sample + random.Next(-20, 21), 0, 255);
        }

        return image;
    }
}
