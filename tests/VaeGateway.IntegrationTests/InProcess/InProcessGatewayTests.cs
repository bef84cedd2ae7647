using System.Net;
using System.Text.Json;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.InProcess;

public sealed class InProcessGatewayTests(InProcessGateway gateway) : IClassFixture<InProcessGateway>, IDisposable
{
    private readonly PlainClient _client = new(gateway.CreateClient());

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    [InlineData("/.well-known/vaegateway/models")]
    public async Task Own_paths_do_not_reach_the_origin(string path)
    {
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(path)).Status);
        Assert.Empty(gateway.Origin.RequestsTo(path));
    }

    [Fact]
    public async Task The_model_list_names_the_media_type_to_ask_for()
    {
        using var list = JsonDocument.Parse((await _client.GetAsync("/.well-known/vaegateway/models")).Body);
        var mediaType = list.RootElement.GetProperty("models")[0].GetProperty("mediaType").GetString()!;
        gateway.Origin.Serve("/list.png", Photo.Png(90), "image/png");

        var reply = await _client.GetHitAsync("/list.png", mediaType);

        Assert.Equal(mediaType, reply.ContentType);
    }

    [Theory]
    [InlineData("image/webp", "image/webp")]
    [InlineData("image/*", "image/jpeg")]
    [InlineData("not an accept header at all", "image/png")]
    public async Task The_accept_header_chooses_the_form(string accept, string expected)
    {
        gateway.Origin.Serve("/form.png", Photo.Png(91), "image/png");
        Assert.Equal(expected, (await _client.GetHitAsync("/form.png", accept)).ContentType);
    }

    [Fact]
    public async Task Pages_pass()
    {
        gateway.Origin.Serve("/page", "<p>hello"u8.ToArray(), "text/html");
        Assert.Equal("<p>hello"u8.ToArray(), (await _client.GetAsync("/page")).Body);
    }

    public void Dispose() => _client.Dispose();
}
