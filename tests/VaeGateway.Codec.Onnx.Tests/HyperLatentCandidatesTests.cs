using VaeGateway.Codec.Onnx.Tiling;

namespace VaeGateway.Codec.Onnx.Tests;

public sealed class HyperLatentCandidatesTests
{
    private const int Channels = 5, Columns = 2;

    private static readonly Area Whole = new(0, 0, 1, Columns);
    private static readonly Grid Grid = new(Whole, Channels, 1);

    /// <summary>By channel: the first position's value, the second's.</summary>
    private static readonly float[] Unrounded = [0.1f, -2.45f, 1.6f, 0.3f, -3.2f, 4.49f, 0.7f, 0, 0.49f, -0.4f];

    [Theory]
    [InlineData(0, new float[] { 0, -2, 2, 0, -3, 4, 1, 0, 0, 0 })]
    [InlineData(1, new float[] { 0, -2, 1, 0, -3, 5, 1, 0, 0, 0 })]
    [InlineData(2, new float[] { 0, -3, 2, 0, -3, 4, 0, 0, 0, 0 })]
    [InlineData(3, new float[] { 0, -3, 1, 0, -3, 5, 0, 0, 0, 0 })]
    public void Each_position_rounds_its_own_least_certain_channels_the_other_way(int candidate, float[] expected)
    {
        using var candidates = new HyperLatentCandidates(Unrounded, Grid, Whole, 2);
        candidates.Take(3 - candidate);
        candidates.Take(candidate);

        Assert.Equal(4, candidates.Count);
        Assert.Equal(expected, Enumerable.Range(0, Channels).SelectMany(channel => candidates.Row(channel, 0, Whole).ToArray()));
    }

    [Fact]
    public void What_is_zero_to_the_end_stays_so()
    {
        using var candidates = new HyperLatentCandidates([0.4f, -0.45f, 0.3f, 0.2f, 0.49f, 0.1f, 0, 0, 0.49f, -0.49f], Grid, Whole, 3);
        candidates.Take(candidates.Count - 1);

        Assert.All(Enumerable.Range(0, Channels), channel => Assert.Equal([0, 0], candidates.Row(channel, 0, Whole).ToArray()));
    }

    [Fact]
    public void Where_fewer_channels_are_in_use_only_those_are_uncertain()
    {
        using var candidates = new HyperLatentCandidates([0.6f, 2.1f, 0.4f, 0, 0, 0, 0, 0, 0, 0], Grid, Whole, 3);
        candidates.Take(candidates.Count - 1);

        Assert.Equal([0, 3], candidates.Row(0, 0, Whole).ToArray());
        Assert.Equal([0, 0], candidates.Row(1, 0, Whole).ToArray());
    }

    [Fact]
    public void None_leaves_the_range_of_z()
    {
        using var candidates = new HyperLatentCandidates([127, -127, 0, 0, 0, 0, 0, 0, 0, 0], Grid, Whole, 1);
        candidates.Take(1);

        Assert.All(candidates.Row(0, 0, Whole).ToArray(), z => Assert.InRange(z, -sbyte.MaxValue, sbyte.MaxValue));
    }

    [Fact]
    public void An_area_is_cut_out_of_the_whole()
    {
        using var candidates = new HyperLatentCandidates(Unrounded, Grid, new Area(0, 1, 1, 1), 0);

        Assert.Equal([-2, 0, 4, 0, 0], Enumerable.Range(0, Channels).Select(channel => candidates.Row(channel, 0, new Area(0, 1, 1, 1))[0]));
    }
}
