namespace VaeGateway.Codec.Onnx.Tests;

/// <summary>The search for a better z.</summary>
public sealed class EffortTests(CommittedModels models) : IClassFixture<CommittedModels>
{
    [Theory]
    [InlineData("pebbles.jpg")]
    [InlineData("city.jpg")]
    public void The_same_fidelity_takes_fewer_bytes(string picture)
    {
        var image = TestImages.FromDemo(picture, 512, 384);
        int[] qualities = [4, 12, 20, 28];
        var (searched, nearest) = (qualities.Select(quality => Measure(image, quality, 2)).ToList(), qualities.Select(quality => Measure(image, quality, 0)).ToList());

        // What the difference in PSNR is worth in bytes is read off the scale itself.
        static double Rate(IEnumerable<(int Bytes, double Psnr)> points) => points.Average(of => Math.Log(of.Bytes));
        var rateOfPsnr = Math.Log((double)nearest[^1].Bytes / nearest[0].Bytes) / (nearest[^1].Psnr - nearest[0].Psnr);
        var gained = searched.Average(of => of.Psnr) - nearest.Average(of => of.Psnr);

        Assert.InRange(gained, -0.02, 1);
        Assert.InRange(Rate(nearest) - Rate(searched) + (rateOfPsnr * gained), 0.003, 0.1);
    }

    [Fact]
    public void An_even_picture_takes_fewer_still()
    {
        var image = new RgbImage(640, 512, new byte[640 * 512 * RgbImage.Channels]);
        for (var i = 0; i < image.Samples.Length; i++)
        {
            image.Samples[i] = (byte)(i / (RgbImage.Channels * 640) / 2);
        }

        int[] qualities = [10, 20, 30, 40];
        Assert.InRange(
            qualities.Sum(quality => Measure(image, quality, 2).Bytes),
            1,
            0.95 * qualities.Sum(quality => Measure(image, quality, 0).Bytes));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 5)]
    [InlineData(3, 9)]
    public void Each_combination_of_roundings_is_tried_once(int effort, int runs)
    {
        var model = models.Searching(effort);
        using var taken = new NetworkRuns();
        model.Analyze(TestImages.Create(128, 128), 30);
        var roles = taken.Take();

        Assert.Equal(1, roles.Count(role => role == "analysis"));
        Assert.Equal(runs, roles.Count(role => role == "scale"));
        Assert.Equal(runs, roles.Count(role => role == "residual"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(OnnxModelOptions.MaxEffort + 1)]
    public void Other_efforts_are_refused(int effort) => Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxModelOptions { Effort = effort });

    private (int Bytes, double Psnr) Measure(RgbImage image, int quality, int effort)
    {
        var latent = new LatentEncoder(models.Searching(effort)).Encode(image, quality);
        return (latent.Length, TestImages.Psnr(image, new LatentDecoder(models.Searching(effort)).Decode(latent).Image));
    }
}
