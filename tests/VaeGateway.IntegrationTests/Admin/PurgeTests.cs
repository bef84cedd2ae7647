using System.Net;
using System.Text;
using System.Text.Json;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Admin;

public sealed class PurgeTests : IAsyncLifetime, IDisposable
{
    private readonly AdminClient _admin = new();
    private TestOrigin _origin = null!;
    private GatewayProcess _gateway = null!;

    public async Task InitializeAsync()
    {
        _origin = await TestOrigin.StartAsync();
        _gateway = await GatewayProcess.StartAsync(_origin.Address, _admin.Arguments);
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _origin.DisposeAsync();
    }

    public void Dispose() => _admin.Dispose();

    [Fact]
    public async Task A_purged_picture_is_gone_in_every_form_and_others_stay()
    {
        _origin.Serve("/a.png", Photo.Png(1), "image/png");
        _origin.Serve("/b.png", Photo.Png(2), "image/png");
        await _gateway.Client.GetHitAsync("/a.png", "image/webp");
        await _gateway.Client.GetHitAsync("/b.png", "image/webp");
        _origin.Serve("/a.png", Photo.Png(3), "image/png");

        var purge = await _admin.PurgeAsync(new { urls = new[] { UrlOf("/a.png") } });

        Assert.Equal(HttpStatusCode.OK, purge.Status);
        var first = await _gateway.Client.GetAsync("/a.png", _gateway.AcceptLatent);
        Assert.Equal(Photo.Png(3), first.Body);
        Assert.Contains("fwd=uri-miss", first.CacheStatus, StringComparison.Ordinal);
        var webp = await _gateway.Client.GetHitAsync("/a.png", "image/webp");
        Assert.True(Pixels.Psnr(Photo.Create(3), Pixels.Of(webp.Body)) > 25);
        Assert.True((await _gateway.Client.GetAsync("/b.png", "image/webp")).IsHit);
    }

    [Fact]
    public async Task A_url_is_purged_with_what_varies_under_it()
    {
        _origin.Map("/varied", context => Answers.Bytes(
            Encoding.ASCII.GetBytes(context.Request.Headers.AcceptLanguage.ToString()), "text/plain", ("Cache-Control", "max-age=600"), ("Vary", "Accept-Language"))(context));
        foreach (var language in new[] { "de", "en" })
        {
            await _gateway.Client.GetAsync("/varied", null, ("Accept-Language", language));
            Assert.True((await _gateway.Client.GetAsync("/varied", null, ("Accept-Language", language))).IsHit);
        }

        await _admin.PurgeAsync(new { urls = new[] { UrlOf("/varied") } });

        Assert.False((await _gateway.Client.GetAsync("/varied", null, ("Accept-Language", "de"))).IsHit);
        Assert.False((await _gateway.Client.GetAsync("/varied", null, ("Accept-Language", "en"))).IsHit);
    }

    [Theory]
    [InlineData("""{"prefixes": ["URL/shop/"]}""", "/shop/a", "/shop/b")]
    [InlineData("""{"tags": ["cats"]}""", "/shop/a", "/zoo/c")]
    [InlineData("""{"tags": ["dogs"]}""", "/shop/b")]
    [InlineData("""{"everything": true}""", "/shop/a", "/shop/b", "/zoo/c", "/zoo/d")]
    public async Task Many_are_purged_at_once(string body, params string[] purged)
    {
        string[] all = ["/shop/a", "/shop/b", "/zoo/c", "/zoo/d"];
        Serve("/shop/a", ("Surrogate-Key", "cats pets"));
        Serve("/shop/b", ("Cache-Tag", "dogs, pets"));
        Serve("/zoo/c", ("Surrogate-Key", "lions cats"));
        Serve("/zoo/d");
        foreach (var path in all)
        {
            await _gateway.Client.GetAsync(path);
            Assert.True((await _gateway.Client.GetAsync(path)).IsHit);
        }

        var reply = await _admin.PurgeAsync(body.Replace("URL", _gateway.Address.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        foreach (var path in all)
        {
            Assert.Equal(!purged.Contains(path), (await _gateway.Client.GetAsync(path)).IsHit);
            Assert.True((await _gateway.Client.GetAsync(path)).IsHit);
        }
    }

    [Fact]
    public async Task What_is_on_its_way_while_it_is_purged_does_not_stay()
    {
        var go = new TaskCompletionSource();
        _origin.Map("/slow", async context =>
        {
            await go.Task;
            await Answers.Bytes("old"u8.ToArray(), "text/plain", ("Cache-Control", "max-age=600"))(context);
        });
        var onItsWay = _gateway.Client.GetAsync("/slow");
        await Eventually.GetAsync(() => Task.FromResult(_origin.RequestsTo("/slow").Count), count => count == 1);

        await _admin.PurgeAsync(new { urls = new[] { UrlOf("/slow") } });
        go.SetResult();

        Assert.Equal("old"u8.ToArray(), (await onItsWay).Body);
        Assert.False((await _gateway.Client.GetAsync("/slow")).IsHit);
        Assert.True((await _gateway.Client.GetAsync("/slow")).IsHit);
    }

    [Fact]
    public async Task Without_the_key_nothing_happens()
    {
        using var stranger = new HttpClient { BaseAddress = _admin.Address };
        using var guess = new HttpRequestMessage(HttpMethod.Post, "/purge") { Content = new StringContent("""{"everything": true}""") };
        guess.Headers.Authorization = new("Bearer", AdminClient.Key + "x");

        using var none = await stranger.GetAsync("/store");
        using var wrong = await stranger.SendAsync(guess);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (none.StatusCode, wrong.StatusCode));
        Assert.Equal("Bearer", none.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", none.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_site_does_not_know_the_operators_paths()
    {
        var reply = await _gateway.Client.SendAsync(HttpMethod.Post, "/purge", null, ("Authorization", $"Bearer {AdminClient.Key}"));

        Assert.Equal(HttpStatusCode.NotFound, reply.Status);
        Assert.Single(_origin.RequestsTo("/purge"));
    }

    [Theory]
    [InlineData("{", "not JSON")]
    [InlineData("{}", "Nothing is named")]
    [InlineData("""{"urls": ["/a"]}""", "is not a URL")]
    public async Task A_bad_request_says_what_is_wrong(string body, string fault)
    {
        var reply = await _admin.PurgeAsync(body);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (reply.Status, reply.MediaType));
        Assert.Contains(fault, Encoding.UTF8.GetString(reply.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_reports_its_state()
    {
        Serve("/reported");
        await _gateway.Client.GetAsync("/reported");
        await _admin.PurgeAsync(new { tags = new[] { "none" } });

        using var report = JsonDocument.Parse((await _admin.GetAsync("/store")).Body);

        Assert.Equal("memory", report.RootElement.GetProperty("kind").GetString());
        Assert.True(report.RootElement.GetProperty("memory").GetProperty("entries").GetInt32() > 0);
        Assert.True(report.RootElement.GetProperty("memory").GetProperty("bytes").GetInt64() > 0);
        Assert.True(report.RootElement.GetProperty("purges").GetProperty("records").GetInt32() > 0);
    }

    private string UrlOf(string path) => new Uri(_gateway.Address, path).AbsoluteUri;

    private void Serve(string path, params (string Name, string Value)[] headers) =>
        _origin.Map(path, Answers.Bytes("a page"u8.ToArray(), "text/plain", [("Cache-Control", "max-age=600"), .. headers]));
}
