using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Sites;

/// <summary>Several sites behind one gateway, by a file that changes.</summary>
public sealed class SitesTests : IAsyncLifetime, IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("sites").FullName, "gateway.json");
    private readonly AdminClient _admin = new();
    private TestOrigin _shop = null!;
    private TestOrigin _blog = null!;
    private GatewayProcess _gateway = null!;

    public async Task InitializeAsync()
    {
        (_shop, _blog) = (await TestOrigin.StartAsync(), await TestOrigin.StartAsync());
        Write(Shop(), Blog("blog.example"));
        _gateway = await GatewayProcess.StartAsync(["--config", _file, .. _admin.Arguments]);
        Serve(_shop, "/page", "shop");
        Serve(_blog, "/page", "blog");
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _shop.DisposeAsync();
        await _blog.DisposeAsync();
    }

    public void Dispose()
    {
        _admin.Dispose();
        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
    }

    [Fact]
    public async Task Each_host_has_its_site_and_an_unknown_one_is_misdirected()
    {
        Assert.Equal("shop"u8.ToArray(), (await GetAsync("shop.example", "/page")).Body);
        Assert.Equal("blog"u8.ToArray(), (await GetAsync("blog.example", "/page")).Body);

        var refused = await GetAsync("stranger.example", "/page");

        Assert.Equal((HttpStatusCode.MisdirectedRequest, "application/problem+json"), (refused.Status, refused.MediaType));
        Assert.Equal("no-store", refused.Field("Cache-Control"));
        Assert.Equal((1, 1), (_shop.RequestsTo("/page").Count, _blog.RequestsTo("/page").Count));
    }

    [Fact]
    public async Task Aliases_of_a_site_share_entries_and_the_origin_hears_of_one_host()
    {
        await GetAsync("img.shop.example", "/page");
        var hit = await GetAsync("shop.example:8443", "/page");

        Assert.True(hit.IsHit, hit.ToString());
        Assert.Equal("shop.example", Assert.Single(_shop.RequestsTo("/page")).Headers["X-Forwarded-Host"]);
    }

    [Fact]
    public async Task A_purge_by_url_finds_the_site()
    {
        await GetAsync("shop.example", "/page");
        await GetAsync("blog.example", "/page");

        var known = await _admin.PurgeAsync(new { urls = new[] { "http://img.shop.example/page" } });
        var unknown = await _admin.PurgeAsync(new { urls = new[] { "http://stranger.example/page" } });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (known.Status, unknown.Status));
        Assert.False((await GetAsync("shop.example", "/page")).IsHit);
        Assert.True((await GetAsync("blog.example", "/page")).IsHit);
    }

    [Fact]
    public async Task A_sites_policy_decides_on_quality_and_formats()
    {
        _shop.Serve("/photo.png", Photo.Png(1), "image/png");
        _blog.Serve("/photo.png", Photo.Png(1), "image/png");

        var small = await GetHitAsync("shop.example", "/photo.png", _gateway.AcceptLatent);
        var large = await GetHitAsync("blog.example", "/photo.png", _gateway.AcceptLatent);
        var allowed = await GetHitAsync("shop.example", "/photo.png", "image/webp, */*;q=0.8");
        var forbidden = await GetHitAsync("blog.example", "/photo.png", "image/webp, */*;q=0.8");

        Assert.Equal((small.MediaType, small.MediaType), ("image/vnd.vaegateway.latent", large.MediaType));
        Assert.True(small.Body.Length < 0.7 * large.Body.Length, $"{small.Body.Length} bytes at quality 10, {large.Body.Length} at 40.");
        Assert.Equal(("image/webp", "image/jpeg"), (allowed.ContentType, forbidden.ContentType));
    }

    [Fact]
    public async Task A_sites_target_decides_on_quality()
    {
        _shop.Serve("/photo.png", Photo.Png(3), "image/png");
        var file = Path.Combine(Path.GetDirectoryName(_file)!, "targets.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
        {
            VaeGateway = new
            {
                Sites = new
                {
                    small = new { Hosts = new[] { "small.example" }, Origin = _shop.Address, TargetBytes = 800 },
                    fine = new { Hosts = new[] { "fine.example" }, Origin = _shop.Address, TargetPsnr = 38 },
                },
            },
        }));
        await using var gateway = await GatewayProcess.StartAsync("--config", file);
        using var small = new PlainClient(gateway.Address) { Host = "small.example" };
        using var fine = new PlainClient(gateway.Address) { Host = "fine.example" };

        Assert.InRange((await small.GetHitAsync("/photo.png", gateway.AcceptLatent)).Body.Length, 600, 800);
        var psnr = Regex.Match((await fine.GetHitAsync("/photo.png", gateway.AcceptLatent)).Field("Server-Timing"), @"guard;desc=""latent, quality \d+, ([\d.]+) dB");
        Assert.InRange(double.Parse(psnr.Groups[1].Value, CultureInfo.InvariantCulture), 38, 39);
    }

    [Fact]
    public async Task A_sites_policy_decides_on_paths()
    {
        _shop.Serve("/art/photo.png", Photo.Png(2), "image/png");
        Serve(_shop, "/account/me", "me");
        Serve(_blog, "/account/me", "me");

        var art = await GetHitAsync("shop.example", "/art/photo.png", "image/webp");
        await GetAsync("shop.example", "/account/me");
        await GetAsync("blog.example", "/account/me");

        Assert.Equal(Photo.Png(2), art.Body);
        Assert.False((await GetAsync("shop.example", "/account/me")).IsHit);
        Assert.True((await GetAsync("blog.example", "/account/me")).IsHit);
    }

    [Fact]
    public async Task A_changed_file_counts_without_a_restart_and_a_bad_one_does_not()
    {
        Write(Shop(), Blog("news.example"));
        await Eventually.GetAsync(() => GetAsync("news.example", "/page"), reply => reply.Status == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await GetAsync("blog.example", "/page")).Status);

        await File.WriteAllTextAsync(_file, "{\"VaeGateway\": ");
        await LoggedAsync("refused", "--config");
        Write(new { Hosts = new[] { "shop.example" }, Origin = "ftp://nowhere", Colour = "red" }, Blog("blog.example"));
        await LoggedAsync("is not an address", "Colour: no such setting");

        Assert.Equal("blog"u8.ToArray(), (await GetAsync("news.example", "/page")).Body);
        Assert.Equal("shop"u8.ToArray(), (await GetAsync("shop.example", "/page")).Body);
    }

    [Fact]
    public async Task The_proxys_own_routes_are_served_and_cached_and_may_have_a_policy()
    {
        var own = new
        {
            Routes = new { own = new { ClusterId = "own", Match = new { Hosts = new[] { "own.example" }, Path = "/{**rest}" } } },
            Clusters = new { own = new { Destinations = new { one = new { Address = _blog.Address } } } },
        };
        var file = Path.Combine(Path.GetDirectoryName(_file)!, "own.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { ReverseProxy = own, VaeGateway = new { Sites = new { own = new { Bypass = new[] { "/account/**" } } } } }));
        await using var gateway = await GatewayProcess.StartAsync("--config", file);
        using var client = new PlainClient(gateway.Address) { Host = "own.example" };
        Serve(_blog, "/account/me", "me");

        foreach (var path in new[] { "/page", "/account/me" })
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).Status);
        }

        Assert.True((await client.GetAsync("/page")).IsHit);
        Assert.False((await client.GetAsync("/account/me")).IsHit);
    }

    private static object Blog(string host) => new { Hosts = new[] { host }, Origin = "BLOG", Formats = new[] { "latent", "jpeg" } };

    private static object Shop() => new
    {
        Hosts = new[] { "shop.example", "*.shop.example" },
        Origin = "SHOP",
        Quality = 10,
        Bypass = new[] { "/account/**" },
        KeepOriginal = new[] { "/art/**" },
    };

    private void Write(object shop, object blog) => File.WriteAllText(
        _file,
        JsonSerializer.Serialize(new { VaeGateway = new { Sites = new { shop, blog } } })
            .Replace("SHOP", _shop.Address.AbsoluteUri, StringComparison.Ordinal)
            .Replace("BLOG", _blog.Address.AbsoluteUri, StringComparison.Ordinal));

    private static void Serve(TestOrigin origin, string path, string text) => origin.Serve(path, Encoding.ASCII.GetBytes(text), "text/plain");

    private async Task<Reply> GetAsync(string host, string path, string? accept = null)
    {
        using var client = new PlainClient(_gateway.Address) { Host = host };
        return await client.GetAsync(path, accept);
    }

    private async Task<Reply> GetHitAsync(string host, string path, string accept)
    {
        using var client = new PlainClient(_gateway.Address) { Host = host };
        return await client.GetHitAsync(path, accept);
    }

    private Task<string> LoggedAsync(params string[] texts) =>
        Eventually.GetAsync(() => Task.FromResult(_gateway.Log), log => texts.All(text => log.Contains(text, StringComparison.Ordinal)));
}
