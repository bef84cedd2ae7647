using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.Tests.RateDistortion;

public sealed class ComparisonTests
{
    [Fact]
    public void Averages_and_lists_the_images_that_got_worse()
    {
        List<Measurement> measurements =
        [
            .. Codec("good.png", "jpeg", 1), .. Codec("good.png", "vae", 0.5),
            .. Codec("bad.png", "jpeg", 1), .. Codec("bad.png", "vae", 1.2),
        ];

        var comparison = Comparison.Of(measurements, "jpeg", Distortion.Psnr);

        Assert.Equal(-15, comparison.Headline!.Percent, 9); // mean rates: 0.85 against 1
        Assert.Equal((-50.0 + 20) / 2, comparison.MeanOfImages!.Value, 9);
        Assert.Equal(2, comparison.ComparedImages);
        var worse = Assert.Single(comparison.WorseImages);
        Assert.Equal("bad.png", worse.Image);
        Assert.Equal(20, worse.Percent, 9);
    }

    [Fact]
    public void Averaged_curves_take_mean_rate_and_mean_fidelity()
    {
        Measurement[] measurements =
        [
            new("a", "jpeg", 50, 1, BitsPerPixel: 1, Psnr: 30, MsSsim: 0.9, Ssimulacra2: 50), new("b", "jpeg", 50, 1, BitsPerPixel: 2, Psnr: 34, MsSsim: 0.98, Ssimulacra2: 70),
            new("a", "webp", 50, 1, BitsPerPixel: 9, Psnr: 9, MsSsim: 0.9, Ssimulacra2: 50),
        ];

        Assert.Equal(new CurvePoint(50, 1.5, 32), Assert.Single(Curve.Of("jpeg", measurements, Distortion.Psnr).Points));
        Assert.Equal(-10 * Math.Log10(0.06), Assert.Single(Curve.Of("jpeg", measurements, Distortion.MsSsim).Points).Fidelity, 9);
    }

    private static IEnumerable<Measurement> Codec(string image, string codec, double factor) => new[] { 0.25, 0.5, 1, 2 }
        .Select((rate, i) => new Measurement(image, codec, i, 100, factor * rate, 30 + (4 * i), 0.9 + (0.02 * i), 40 + (10 * i)));
}
