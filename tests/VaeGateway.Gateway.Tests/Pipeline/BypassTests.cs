using System.Net;
using VaeGateway.Gateway.Tests.Support;

namespace VaeGateway.Gateway.Tests.Pipeline;

public sealed class BypassTests : IDisposable
{
    private readonly GatewayHost _gateway = new();

    public void Dispose() => _gateway.Dispose();

    [Theory]
    [InlineData("Cache-Control", "no-store", "no-store")]
    [InlineData("Cache-Control", "private", "private")]
    [InlineData("Cache-Control", "max-age=0", "not-fresh")]
    [InlineData("Set-Cookie", "a=b", "set-cookie")]
    [InlineData("Vary", "*", "vary")]
    public async Task What_may_not_be_stored_passes_untouched_each_time(string name, string value, string reason)
    {
        _gateway.Origin.Answer = _ =>
        {
            var response = StubOrigin.Image(TestImages.EasyPng);
            response.Headers.TryAddWithoutValidation(name, value);
            return response;
        };
        using var first = await _gateway.GetAsync("/a.png");
        Assert.Equal($"VaeGateway; fwd=uri-miss; detail={reason}", string.Join(", ", first.Headers.GetValues("Cache-Status")));
        await _gateway.FillAsync("/a.png");
        using var third = await _gateway.GetAsync("/a.png");

        Assert.Equal(TestImages.EasyPng, await third.Content.ReadAsByteArrayAsync());
        Assert.Equal(3, _gateway.Origin.Requests.Count);
    }

    [Theory]
    [InlineData("Cache-Control", "no-transform, max-age=60")]
    [InlineData("Content-Encoding", "x-test")]
    [InlineData("Vary", "Cookie")]
    public async Task What_may_not_be_changed_is_stored_as_it_is(string name, string value)
    {
        _gateway.Origin.Answer = _ =>
        {
            var response = StubOrigin.Image(TestImages.EasyPng);
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }

            return response;
        };
        await _gateway.FillAsync("/a.png");
        using var hit = await _gateway.GetAsync("/a.png", "image/webp");

        Assert.StartsWith("VaeGateway; hit; ttl=", string.Join(", ", hit.Headers.GetValues("Cache-Status")), StringComparison.Ordinal);
        Assert.Equal(TestImages.EasyPng, await hit.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", hit.Content.Headers.ContentType!.MediaType);
        Assert.Single(_gateway.Origin.Requests);
    }

    [Fact]
    public async Task What_may_not_be_stored_keeps_its_304s()
    {
        _gateway.Origin.Answer = request =>
        {
            var response = request.Headers.IfNoneMatch.Count > 0 ? new HttpResponseMessage(HttpStatusCode.NotModified) : StubOrigin.Image(TestImages.EasyPng);
            response.Headers.TryAddWithoutValidation("Cache-Control", "private");
            return response;
        };
        using var first = await _gateway.GetAsync("/a.png");
        using var second = await _gateway.GetAsync("/a.png", null, ("If-None-Match", "\"x\""));

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task A_page_passes_with_its_conditions()
    {
        _gateway.Origin.Answer = _ => StubOrigin.Image("<html>"u8.ToArray(), "text/html");
        using var response = await _gateway.GetAsync("/index.html", "text/html", ("If-None-Match", "\"x\""), ("Range", "bytes=0-1"));
        var asked = Assert.Single(_gateway.Origin.Requests);

        Assert.Equal("VaeGateway; fwd=uri-miss; detail=not-fresh", string.Join(", ", response.Headers.GetValues("Cache-Status")));
        Assert.NotNull(asked.Headers.Range);
        Assert.NotEmpty(asked.Headers.IfNoneMatch);
        Assert.False(response.Headers.Contains("Vary"));
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_not_stored()
    {
        _gateway.Origin.Answer = _ =>
        {
            var response = StubOrigin.Image([]);
            response.Content = new StreamContent(new BreakingStream(TestImages.EasyPng[..100]));
            response.Content.Headers.ContentType = new("image/png");
            response.Content.Headers.ContentLength = TestImages.EasyPng.Length;
            return response;
        };
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var response = await _gateway.GetAsync("/a.png");
            await response.Content.ReadAsByteArrayAsync();
        });

        _gateway.Origin.Answer = _ => StubOrigin.Image(TestImages.EasyPng);
        using var next = await _gateway.GetAsync("/a.png");
        Assert.Equal(TestImages.EasyPng, await next.Content.ReadAsByteArrayAsync());
        Assert.Equal(2, _gateway.Origin.Requests.Count);
    }

    [Fact]
    public async Task Errors_are_not_stored()
    {
        _gateway.Origin.Answer = _ => new HttpResponseMessage(HttpStatusCode.InternalServerError);
        using (var failed = await _gateway.GetAsync("/a.png"))
        {
            Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        }

        _gateway.Origin.Answer = _ => StubOrigin.Image(TestImages.EasyPng);
        await _gateway.FillAsync("/a.png");
        using var hit = await _gateway.GetAsync("/a.png");

        Assert.Equal("image/jpeg", hit.Content.Headers.ContentType!.MediaType);
    }

    private sealed class BreakingStream(byte[] start) : MemoryStream(start)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? await base.ReadAsync(buffer, cancellationToken) : throw new IOException("The origin went away.");
    }
}
