using VaeGateway.Gateway.Precompression;

namespace VaeGateway.Gateway.Tests.Precompression;

public sealed class AcceptEncodingTests
{
    [Theory]
    [InlineData("gzip, deflate, br, zstd", nameof(ContentCoding.Brotli))]
    [InlineData("BR", nameof(ContentCoding.Brotli))]
    [InlineData("gzip, br;q=0", nameof(ContentCoding.Gzip))]
    [InlineData("gzip;q=0.1", nameof(ContentCoding.Gzip))]
    [InlineData("gzip;q=0, br;q=0.0", nameof(ContentCoding.Identity))]
    [InlineData("identity, *", nameof(ContentCoding.Identity))]
    [InlineData("", nameof(ContentCoding.Identity))]
    [InlineData(null, nameof(ContentCoding.Identity))]
    [InlineData("br;;q", nameof(ContentCoding.Identity))]
    public void The_smallest_form_that_is_named_is_chosen(string? header, string expected) =>
        Assert.Equal(expected, AcceptEncoding.Choose(header).ToString());
}
