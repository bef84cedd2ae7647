using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Tests.HttpCaching;

public sealed class HeaderListTests
{
    [Theory]
    [InlineData("a, b ,c", "a|b|c")]
    [InlineData(",, a,", "a")]
    [InlineData("\"x,y\", b", "\"x,y\"|b")]
    [InlineData("\"x\\\",y\", b", "\"x\\\",y\"|b")]
    [InlineData("\"open, b", "\"open, b")]
    [InlineData("\"ends\\", "\"ends\\")]
    [InlineData("", "")]
    public void Splits_at_commas_outside_quotes(string field, string expected) =>
        Assert.Equal(expected, string.Join('|', HeaderList.Split(field)));

    [Theory]
    [InlineData("", "Accept")]
    [InlineData("Origin", "Origin, Accept")]
    [InlineData("accept", "accept")]
    [InlineData("*", "*")]
    public void Adds_once(string field, string expected) => Assert.Equal(expected, HeaderList.Add(field, "Accept").ToString());
}
