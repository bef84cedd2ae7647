using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Http;

/// <summary>Images that a shared cache must leave alone: every client gets the origin's bytes, every time.</summary>
[Collection(Site.Collection)]
public sealed class NeverStoredTests(Site site)
{
    private readonly byte[] _png = Photo.Png(30);

    [Theory]
    [InlineData("Cache-Control", "no-store")]
    [InlineData("Cache-Control", "private")]
    [InlineData("Cache-Control", "no-cache")]
    [InlineData("Cache-Control", "max-age=0")]
    [InlineData("Set-Cookie", "user=1")]
    [InlineData("Vary", "*")]
    public async Task What_the_origin_forbids_to_store(string header, string value)
    {
        var path = $"/never/{header}-{Uri.EscapeDataString(value).Replace('%', '-')}.png";
        site.Origin.Map(path, Answers.Bytes(_png, "image/png", (header, value)));
        await AssertNeverStoredAsync(path);
    }

    [Fact]
    public async Task An_answer_to_a_request_with_authorization()
    {
        site.Origin.Serve("/never/authorized.png", _png, "image/png");
        await AssertNeverStoredAsync("/never/authorized.png", ("Authorization", "Basic dXNlcjpwYXNz"));
    }

    private async Task AssertNeverStoredAsync(string path, params (string, string)[] headers)
    {
        for (var i = 0; i < 2; i++)
        {
            var reply = await site.Client.GetAsync(path, "image/webp", headers);
            Assert.Equal(_png, reply.Body);
            Assert.Equal("image/png", reply.ContentType);
            Assert.False(reply.IsHit, reply.ToString());
            Assert.DoesNotContain("stored", reply.CacheStatus, StringComparison.Ordinal);
            await site.SettleAsync();
        }

        Assert.Equal(2, site.Origin.RequestsTo(path).Count);
    }
}
