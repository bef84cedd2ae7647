using Microsoft.AspNetCore.Http;
using VaeGateway.Gateway.Delivery;
using VaeGateway.Gateway.Tests.Support;

namespace VaeGateway.Gateway.Tests.Delivery;

public sealed class PreconditionsTests
{
    private const string Tag = "\"abc-webp82\"";
    private const string Modified = "Fri, 02 Jan 2026 12:00:00 GMT";

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(Tag, null, true)]
    [InlineData("W/" + Tag, null, true)]
    [InlineData("\"x\", " + Tag, null, true)]
    [InlineData("*", null, true)]
    [InlineData("\"abc-jpeg85\"", null, false)]
    [InlineData(null, Modified, true)]
    [InlineData(null, "Fri, 02 Jan 2026 13:00:00 GMT", true)]
    [InlineData(null, "Fri, 02 Jan 2026 11:59:59 GMT", false)]
    [InlineData(null, "yesterday", false)]
    [InlineData("\"x\"", Modified, false)]
    public void Tells_what_the_client_has(string? ifNoneMatch, string? ifModifiedSince, bool expected)
    {
        var image = StoredImages.Original([1]) with { Headers = [new("last-modified", Modified)] };
        var request = new HeaderDictionary { ["If-None-Match"] = ifNoneMatch, ["If-Modified-Since"] = ifModifiedSince };

        Assert.Equal(expected, Preconditions.ClientHas(request, image, Tag));
    }
}
