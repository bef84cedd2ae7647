using System.Net.Http.Headers;
using System.Text;
using VaeGateway.Client.Tests.Support;

namespace VaeGateway.Client.Tests;

/// <summary>Which requests ask for a latent, and how; all others pass untouched.</summary>
public sealed class AskingTests : IDisposable
{
    private const string Path = "/photo.jpg";
    private const string Body = "ordinary";

    private static readonly string Latent = $"image/vnd.vaegateway.latent; model=\"{TrainedModel.Id}\"";

    private readonly ClientApp _app = new(options => options.ModelFolder = TrainedModel.Folder);

    public AskingTests() => _app.Gateway.Answers[Path] = _ => FakeGateway.Reply("image/jpeg", Encoding.UTF8.GetBytes(Body));

    [Fact]
    public async Task Without_accept_any_image_and_anything_else_are_accepted_as_well()
    {
        await _app.GetAsync(Path);
        Assert.Equal($"image/*, */*; q=0.8, {Latent}", Assert.Single(_app.Gateway.Sent).Accept);
    }

    [Theory]
    [InlineData("image/webp, image/png; q=0.5")]
    [InlineData("*/*")]
    [InlineData("text/html, image/jpeg")]
    public async Task What_the_app_accepts_stays_and_the_latent_comes_on_top(string accept)
    {
        Assert.Equal(Body, await GetAsync(accept));
        Assert.Equal($"{accept}, {Latent}", Assert.Single(_app.Gateway.Sent).Accept);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json, text/plain; q=0.1")]
    [InlineData("image/*; q=0")]
    public async Task A_request_that_takes_no_image_passes_untouched(string accept)
    {
        Assert.Equal(Body, await GetAsync(accept));
        Assert.Equal(accept, Assert.Single(_app.Gateway.Sent).Accept);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("HEAD")]
    [InlineData("DELETE")]
    public async Task Methods_other_than_get_pass_untouched(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Path);
        using var response = await _app.Http.SendAsync(request);
        Assert.Equal("", Assert.Single(_app.Gateway.Sent).Accept);
    }

    [Fact]
    public async Task A_range_is_of_the_ordinary_image()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path) { Headers = { Range = new RangeHeaderValue(0, 9) } };
        using var response = await _app.Http.SendAsync(request);

        var sent = Assert.Single(_app.Gateway.Sent);
        Assert.Equal(("", "bytes=0-9"), (sent.Accept, sent.Headers["Range"]));
    }

    [Fact]
    public async Task Other_headers_and_options_travel_along()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        request.Headers.Add("X-App", ["a", "b"]);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "token");
        using var response = await _app.Http.SendAsync(request);

        var sent = Assert.Single(_app.Gateway.Sent);
        Assert.Equal(("a, b", "Bearer token"), (sent.Headers["X-App"], sent.Headers["Authorization"]));
    }

    [Fact]
    public async Task Ordinary_images_pass_untouched() => Assert.Equal(("image/jpeg", Body), await _app.GetTextAsync(Path));

    public void Dispose() => _app.Dispose();

    private async Task<string> GetAsync(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        request.Headers.Add("Accept", accept);
        using var response = await _app.Http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
