using VaeGateway.Cli.PrefixBench;

namespace VaeGateway.Cli.Tests.PrefixBench;

public sealed class PrefixFallTests
{
    [Fact]
    public void Only_a_new_chunk_that_makes_the_picture_worse_is_a_fall()
    {
        List<PrefixPoint> points = [Point(5, 0, null), Point(10, 0, 20), Point(15, 1, 24), Point(20, 1, 24), Point(25, 3, 23.5), Point(30, 4, 30)];

        var fall = Assert.Single(PrefixFall.In(points));

        Assert.Equal((1, 3), (fall.From.Chunks, fall.To.Chunks));
        Assert.Equal(0.5, fall.Decibels, 9);
        Assert.Equal(3, PrefixFall.Steps(points).Count());
    }

    [Fact]
    public void Falls_are_put_into_words_with_their_number()
    {
        var results = new PrefixResult[] { new([Point(10, 0, 20), Point(15, 1, 19)], []), new([Point(10, 0, 20), Point(15, 1, 21)], []) };

        var lines = PrefixReport.Falls(results).ToList();

        Assert.Contains("1 of the 2 steps", lines[0], StringComparison.Ordinal);
        Assert.Contains("20.00 to 19.00 dB", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_mean_is_given_only_where_every_picture_can_be_seen()
    {
        var means = Assert.Single(PrefixMeans.Of([Point(5, 0, null), Point(10, 1, 20), Point(null, 0, 15), Point(5, 0, 18), Point(10, 1, 22), Point(null, 0, 16)]));

        Assert.Equal((2, 15.5), (means.Pictures, means.HyperLatent.Psnr));
        Assert.Equal([(1, null), (2, (double?)21)], means.Steps.Select(step => (step.Decoded, step.Psnr)));
    }

    private static PrefixPoint Point(int? percent, int chunks, double? psnr) => new("a.png", 40, percent, 10 * (percent ?? 7), 1000, chunks, 4, psnr);
}
