namespace VaeGateway.Codec.Tests;

public sealed class LatentGeometryTests
{
    [Theory]
    [InlineData(768, 512, 12, 8, 48, 32, 48, 32)]
    [InlineData(1, 1, 1, 1, 4, 4, 1, 1)]
    [InlineData(65, 64, 2, 1, 8, 4, 5, 4)]
    [InlineData(767, 511, 12, 8, 48, 32, 48, 32)]
    public void Sizes_follow_from_the_image(
        int width, int height, int hyperWidth, int hyperHeight, int latentWidth, int latentHeight, int codedWidth, int codedHeight)
    {
        var geometry = new LatentGeometry(width, height);
        Assert.Equal((hyperWidth, hyperHeight), (geometry.HyperWidth, geometry.HyperHeight));
        Assert.Equal((latentWidth, latentHeight), (geometry.LatentWidth, geometry.LatentHeight));
        Assert.Equal((codedWidth, codedHeight), (geometry.CodedWidth, geometry.CodedHeight));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 65536)]
    public void Sizes_out_of_range_are_refused(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LatentGeometry(width, height));
}
