using VaeGateway.Codec.Onnx.Tiling;

namespace VaeGateway.Codec.Onnx.Tests;

public sealed class TileSizeTests
{
    private const int Halo = 2;

    [Theory]
    [InlineData(47, 63, 0.3)]
    [InlineData(63, 47, 0.3)]
    [InlineData(91, 136, 1)]
    [InlineData(1, 3000, 0.05)]
    [InlineData(3000, 1, 0.05)]
    public void Tiles_of_a_large_image_cover_it_and_compute_little_twice(int rows, int columns, double mostTwice)
    {
        var whole = new Area(0, 0, rows, columns);
        var tiles = whole.Tiles(new TileSize(null).For(whole, Halo)).ToList();
        var computed = tiles.Select(tile => tile.With(Halo, whole)).ToList();

        Assert.True(tiles.Count > 1);
        Assert.Equal(rows * columns, tiles.Sum(tile => tile.Height * tile.Width));
        Assert.All(computed, tile => Assert.InRange(tile.Height * tile.Width, 1, 900));
        Assert.InRange(computed.Sum(tile => tile.Height * tile.Width), rows * columns, (int)(rows * columns * (1 + mostTwice)));
    }

    [Fact]
    public void With_a_larger_halo_tiles_are_smaller_where_they_are_cut()
    {
        var whole = new Area(0, 0, 30, 90);

        Assert.Equal(new TileShape(30, 9), new TileShape(30, 11).ForLargerHalo(whole, 1));
        Assert.Equal(new TileShape(1, 1), new TileShape(1, 2).ForLargerHalo(whole, 1));
        Assert.Equal(new TileShape(11, 90), new TileShape(11, 90).ForLargerHalo(whole, 0));
    }

    [Fact]
    public void A_small_image_is_one_tile()
    {
        var whole = new Area(0, 0, 24, 24);

        Assert.Equal([whole], whole.Tiles(new TileSize(null).For(whole, Halo)));
    }
}
