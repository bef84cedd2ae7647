using Microsoft.Extensions.Primitives;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Tests.HttpCaching;

public sealed class ByteRangeTests
{
    [Theory]
    [InlineData("bytes=0-1", 0, 2)]
    [InlineData("Bytes=0-0", 0, 1)]
    [InlineData("bytes=9-9", 9, 1)]
    [InlineData("bytes=5-", 5, 5)]
    [InlineData("bytes=5-99", 5, 5)]
    [InlineData("bytes=-3", 7, 3)]
    [InlineData("bytes=-99", 0, 10)]
    public void A_part_is_found(string field, long start, long length) => Assert.Equal(new ByteRange(start, length), ByteRange.Of(field, 10));

    [Theory]
    [InlineData("bytes=10-")]
    [InlineData("bytes=10-12")]
    [InlineData("bytes=-0")]
    public void A_part_beyond_the_end_is_none(string field) => Assert.Equal(0, ByteRange.Of(field, 10)!.Value.Length);

    [Theory]
    [InlineData("")]
    [InlineData("bytes=")]
    [InlineData("bytes=-")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes=5-4")]
    [InlineData("bytes=+1-2")]
    [InlineData("bytes=1-2-3")]
    [InlineData("bytes=0-1,3-4")]
    [InlineData("items=0-1")]
    [InlineData("bytes=99999999999999999999-")]
    public void All_else_gets_the_whole(string field) => Assert.Null(ByteRange.Of(field, 10));

    [Fact]
    public void Two_fields_get_the_whole() => Assert.Null(ByteRange.Of(new StringValues(["bytes=0-1", "bytes=2-3"]), 10));

    [Fact]
    public void It_describes_itself()
    {
        Assert.Equal("bytes 2-4/10", new ByteRange(2, 3).Describe(10));
        Assert.Equal("bytes */10", new ByteRange(0, 0).Describe(10));
    }
}
