using VaeGateway.Cli.QualityBench;
using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.Tests.QualityBench;

public sealed class ClimbTests
{
    [Fact]
    public void A_rising_scale_is_strictly_monotone_in_any_order()
    {
        var climb = Climb.Of(Scale("a", (100, 30), (110, 31), (120, 32)).Reverse(), measured => measured.Bytes);

        Assert.True(climb.IsStrict);
        Assert.True(climb.IsWeak);
        Assert.Empty(climb.FlatSteps);
    }

    [Fact]
    public void A_step_that_stands_still_leaves_it_weakly_monotone()
    {
        var climb = Climb.Of(Scale("a", (100, 30), (100, 31), (120, 32)), measured => measured.Bytes);

        Assert.False(climb.IsStrict);
        Assert.True(climb.IsWeak);
        Assert.Equal((1, 0), (climb.Stands, climb.Falls));
    }

    [Fact]
    public void A_fall_is_found_with_both_numbers()
    {
        var climb = Climb.Of(Scale("a", (100, 30), (110, 29.5), (120, 32)), measured => measured.Psnr);

        Assert.False(climb.IsWeak);
        Assert.Equal(new FlatStep("a", 0, 1, 30, 29.5), Assert.Single(climb.FlatSteps));
    }

    [Fact]
    public void Images_are_looked_at_one_by_one_and_every_violation_is_listed()
    {
        var climbs = ImageClimb.Of([.. Scale("a", (100, 30), (90, 29.5), (90, 32)), .. Scale("b", (50, 20), (60, 21), (70, 22))]);

        Assert.Equal(["a", "b"], climbs.Select(climb => climb.Image));
        Assert.True(climbs[1] is { Bytes.IsStrict: true, Psnr.IsStrict: true, Steps: 2 });
        Assert.Equal(
            [
                "a: quality 0 to 1: bytes 100 to 90",
                "a: quality 1 to 2: bytes 90 to 90",
                "a: quality 0 to 1: PSNR 30.0000 to 29.5000",
            ],
            ClimbText.FlatSteps(climbs));
        Assert.Equal(
            "Of 4 steps on 2 images, bytes fall at 1 and stand still at 1; PSNR falls at 1 and stands still at 0.", ClimbText.Total(climbs));
    }

    private static IEnumerable<Measurement> Scale(string image, params (int Bytes, double Psnr)[] steps) =>
        steps.Select((step, quality) => new Measurement(image, CodecNames.Vae, quality, step.Bytes, step.Bytes / 100.0, step.Psnr, 0.9, 70));
}
