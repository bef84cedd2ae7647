using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.Tests.RateDistortion;

public sealed class LadderTests
{
    public static TheoryData<string> Codecs => new(CodecNames.All);

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Ladders_climb(string codec)
    {
        var ladder = Ladder.Of(codec, null);

        Assert.InRange(ladder.Count, 9, 14);
        Assert.Equal(ladder.Distinct().Order(), ladder);
    }

    [Fact]
    public void Points_spread_evenly_over_the_same_range() => Assert.Equal([0, 21, 42, 63], Ladder.Of("vae", 4));
}
