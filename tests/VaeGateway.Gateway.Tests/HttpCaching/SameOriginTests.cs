using Microsoft.AspNetCore.Http;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Tests.HttpCaching;

public sealed class SameOriginTests
{
    [Theory]
    [InlineData("/b?x=1", "/b?x=1")]
    [InlineData("b", "/dir/b")]
    [InlineData("http://A.example:8080/b", "/b")]
    [InlineData("//a.example:8080/b", "/b")]
    [InlineData("https://a.example:8080/b", null)]
    [InlineData("http://a.example/b", null)]
    [InlineData("http://other.example/b", null)]
    [InlineData("http://[", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Only_references_to_the_same_site_are_followed(string? reference, string? expected)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host, request.Path) = ("http", new HostString("a.example", 8080), "/dir/a");

        Assert.Equal(expected, SameOrigin.PathOf(request, reference));
    }
}
