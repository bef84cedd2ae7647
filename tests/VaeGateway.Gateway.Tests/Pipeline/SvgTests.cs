namespace VaeGateway.Gateway.Tests.Pipeline;

public sealed class SvgTests : IDisposable
{
    private static readonly byte[] Scripted = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray();

    private readonly GatewayHost _gateway = new();

    public SvgTests() => _gateway.Origin.Answer = _ =>
    {
        var response = StubOrigin.Image(Scripted, "image/svg+xml");
        response.Headers.CacheControl = new() { MaxAge = TimeSpan.FromMinutes(1) };
        return response;
    };

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task An_svg_goes_out_as_it_is_and_may_run_nothing_from_the_origin_and_from_the_store()
    {
        foreach (var status in new[] { "fwd=uri-miss", "hit" })
        {
            using var response = await _gateway.GetAsync("/logo.svg", "image/webp, image/svg+xml");

            Assert.Contains(status, string.Join(", ", response.Headers.GetValues("Cache-Status")), StringComparison.Ordinal);
            Assert.Equal(Scripted, await response.Content.ReadAsByteArrayAsync());
            var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
            Assert.EndsWith("sandbox", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        }
    }
}
