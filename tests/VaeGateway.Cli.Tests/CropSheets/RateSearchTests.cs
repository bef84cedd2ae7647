using VaeGateway.Cli.CropSheets;

namespace VaeGateway.Cli.Tests.CropSheets;

public sealed class RateSearchTests
{
    [Theory]
    [InlineData(100, 10)]
    [InlineData(109, 10)]
    [InlineData(110, 11)]
    [InlineData(5000, 100)]
    public void Takes_the_most_bytes_within_the_limit(long limitBytes, int quality) =>
        Assert.Equal(quality, Search(q => 10 * q).NotAbove(limitBytes).Quality);

    [Fact]
    public void Falls_back_on_the_lowest_quality()
    {
        var found = Search(q => 10 * q).NotAbove(3);

        Assert.Equal((1, true), (found.Quality, found.IsLowest));
    }

    [Theory]
    [InlineData(104, 10)]
    [InlineData(106, 11)]
    [InlineData(1, 1)]
    [InlineData(5000, 100)]
    public void Finds_the_nearest(long bytes, int quality) => Assert.Equal(quality, Search(q => 10 * q).Nearest(bytes).Quality);

    [Fact]
    public void Sees_past_a_step_back_beside_the_place()
    {
        var found = Search(q => q == 41 ? 395 : 10 * q).NotAbove(399); // 39 takes 390, 40 takes 400, 41 only 395

        Assert.Equal((41, 395), (found.Quality, found.Bytes.Length));
    }

    [Fact]
    public void Encodes_each_quality_once_and_few_of_them()
    {
        var encoded = new List<int>();
        var search = Search(q =>
        {
            encoded.Add(q);
            return 10 * q;
        });

        search.NotAbove(377);
        search.Nearest(377);

        Assert.Equal(encoded.Distinct(), encoded);
        Assert.InRange(encoded.Count, 5, 12);
    }

    private static RateSearch Search(Func<int, int> bytesAt) => new(1, 100, quality => new byte[bytesAt(quality)]);
}
