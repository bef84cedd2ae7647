using Microsoft.Extensions.Configuration;
using VaeGateway.Gateway.Negotiation;
using VaeGateway.Gateway.Sites;

namespace VaeGateway.Gateway.Tests.Sites;

public sealed class SiteConfigurationTests
{
    private const string Good = """
        {"VaeGateway": {
          "Encoding": {"Quality": 30},
          "HttpCaching": {"DefaultLifetime": "00:01:00", "MaxLifetime": "10.00:00:00"},
          "Sites": {
            "shop": {"Hosts": ["shop.example", "*.shop.example"], "Origin": "https://origin.example", "Quality": 36,
                     "MaxLifetime": "1.00:00:00", "Bypass": ["/account/**"], "KeepOriginal": ["/art/**/*.png", "/logo.png"]},
            "blog": {"Hosts": ["blog.example"], "Origin": "http://10.0.0.8:8080", "Formats": ["WebP", "jpeg"], "AllowPrivateAddresses": true}}}}
        """;

    [Fact]
    public void Sites_become_routes_and_clusters()
    {
        var read = Read(Good);

        Assert.Empty(read.Faults);
        Assert.Equal(["blog", "shop"], read.Routes.Select(route => route.RouteId).Order(StringComparer.Ordinal));
        Assert.Equal(["shop.example", "*.shop.example"], read.Routes.Single(route => route.RouteId == "shop").Match.Hosts!);
        Assert.Equal("https://origin.example/", read.Clusters.Single(cluster => cluster.ClusterId == "shop").Destinations!["shop"].Address);
        Assert.Equal("True", read.Clusters.Single(cluster => cluster.ClusterId == "blog").Metadata!["AllowPrivateAddresses"]);
    }

    [Theory]
    [InlineData("shop", "/a.png", 36, true)]
    [InlineData("shop", "/art/2020/may/a.png", 36, false)]
    [InlineData("shop", "/art/a.png", 36, false)]
    [InlineData("shop", "/art/a.jpg", 36, true)]
    [InlineData("shop", "/logo.png", 36, false)]
    [InlineData("shop", "/x/logo.png", 36, true)]
    [InlineData("blog", "/logo.png", 30, true)]
    public void A_path_has_the_policy_of_its_site(string name, string path, int quality, bool mayEncode)
    {
        var policy = Read(Good).Sites.Of(name).PolicyOf(path);

        Assert.Equal((quality, mayEncode), (policy.Quality, policy.MayEncode));
        Assert.Equal(TimeSpan.FromMinutes(1), policy.Caching.DefaultLifetime);
        Assert.Equal(TimeSpan.FromDays(name == "shop" ? 1 : 10), policy.Caching.MaxLifetime);
    }

    [Theory]
    [InlineData("", "", 38)]
    [InlineData("", "\"TargetPsnr\": 40", 40)]
    [InlineData("", "\"Quality\": 36", 0)]
    [InlineData("\"TargetBytes\": 9000", "\"TargetPsnr\": 40", 40, "TargetPsnr, VaeGateway:Sites:shop:TargetBytes: targets exclude each other")]
    [InlineData("\"TargetMsSsim\": 1.2", "", 0, "VaeGateway:Sites:shop:TargetMsSsim: ")]
    public void A_site_keeps_to_the_general_target_unless_it_has_its_own(string one, string other, double psnr, string? fault = null)
    {
        var settings = string.Join(", ", new[] { "\"Hosts\": [\"shop.example\"]", "\"Origin\": \"https://origin.example\"", one, other }.Where(part => part.Length > 0));
        var read = Read("""{"VaeGateway": {"Encoding": {"TargetPsnr": 38}, "Sites": {"shop": {SETTINGS}}}}""".Replace("SETTINGS", settings, StringComparison.Ordinal));

        Assert.Equal(psnr, read.Sites.Of("shop").PolicyOf("/a.png").Target.Psnr);
        Assert.Equal(fault is null, read.Faults.Count == 0);
        Assert.All(fault is null ? [] : new[] { fault }, text => Assert.Contains(text, Assert.Single(read.Faults), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/account", false)]
    [InlineData("/account/", true)]
    [InlineData("/account/a/b", true)]
    [InlineData("/accounts/a", false)]
    [InlineData("/", false)]
    public void Some_paths_are_bypassed(string path, bool isBypassed) => Assert.Equal(isBypassed, Read(Good).Sites.Of("shop").Bypasses(path));

    [Fact]
    public void Formats_are_restricted_to_those_named()
    {
        var sites = Read(Good).Sites;
        var accepted = new AcceptedFormats(Latent: 1, Avif: 0.95, WebP: 0.9, Jpeg: 0.8);

        Assert.Equal(Variant.WebP, sites.Of("blog").Restrict(accepted).Choose());
        Assert.Equal(Variant.Latent, sites.Of("shop").Restrict(accepted).Choose());
    }

    [Theory]
    [InlineData("shop.example", false)]
    [InlineData("SHOP.example", false)]
    [InlineData("a.b.shop.example", false)]
    [InlineData("xshop.example", true)]
    [InlineData(".shop.example", true)]
    [InlineData("example", true)]
    [InlineData("", true)]
    public void Other_hosts_are_unknown(string host, bool isUnknown) => Assert.Equal(isUnknown, Read(Good).Sites.IsUnknown(host));

    [Theory]
    [InlineData("https://shop.example/a?b", "https@shop/a?b")]
    [InlineData("https://img.shop.example:444/a", "https@shop/a")]
    [InlineData("http://blog.example/", "http@blog/")]
    [InlineData("http://elsewhere.example/")]
    public void A_url_has_the_key_of_its_site(string url, params string[] keys) =>
        Assert.Equal(keys, Read(Good).Sites.KeysOf(new Uri(url), []).Select(key => key.Canonical));

    [Fact]
    public void The_origin_for_any_host_and_routes_of_the_proxy_keep_hosts_apart()
    {
        var sites = Read("""{"VaeGateway": {"Origin": {"Address": "http://127.0.0.1:1"}}, "ReverseProxy": {"Routes": {"own": {}}}}""").Sites;

        Assert.Equal(["http://a.example/x", "http@own@a.example/x"], sites.KeysOf(new Uri("http://a.example/x"), ["own"]).Select(key => key.Canonical));
        Assert.False(sites.IsUnknown("a.example"));
    }

    [Fact]
    public void All_faults_come_at_once()
    {
        var faults = Read("""
            {"VaeGateway": {"Sites": {
              "a": {"Hosts": ["same.example", "http://x"], "Origin": "ftp://a", "Quality": 64, "Formats": ["gif"], "Bypass": ["account"], "Colour": "red"},
              "b": {"Hosts": ["Same.example"], "Origin": "http://b", "MaxLifetime": "long"},
              "c": {"Hosts": ["c.example"]},
              "d": {},
              "origin": {"Hosts": ["e.example"], "Origin": "http://e"},
              "own": {"Hosts": ["f.example"], "Origin": "http://f"}}},
             "ReverseProxy": {"Routes": {"own": {"ClusterId": "x"}}}}
            """).Faults;

        Assert.All(
            [
                "VaeGateway:Sites:a:Hosts: \"http://x\" is not a host", "VaeGateway:Sites:a:Origin: \"ftp://a/\" is not an address",
                "VaeGateway:Sites:a:Quality: ", "VaeGateway:Sites:a:Formats: \"gif\" is none of latent, avif, webp, jpeg", "VaeGateway:Sites:a:Bypass: \"account\" does not",
                "VaeGateway:Sites:a:Colour: no such setting", "VaeGateway:Sites:c:Origin: a site needs both",
                "VaeGateway:Sites:d: has neither", "VaeGateway:Sites:origin: the name is taken", "VaeGateway:Sites:own: ReverseProxy:Routes has",
            ],
            expected => Assert.Contains(faults, fault => fault.StartsWith(expected, StringComparison.Ordinal)));
        Assert.Contains(faults, fault => fault.Contains("MaxLifetime", StringComparison.Ordinal) && fault.Contains("long", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}", "say which site")]
    [InlineData("""{"VaeGateway": {"Sites": {"a": {"Hosts": ["x.example"], "Origin": "http://a"}, "b": {"Hosts": ["X.example"], "Origin": "http://b"}}}}""", "the host x.example belongs to a and b")]
    public void What_does_not_fit_together_is_said(string json, string fault) => Assert.Contains(fault, Assert.Single(Read(json).Faults), StringComparison.Ordinal);

    private static SiteConfiguration Read(string json)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        return SiteConfiguration.Read(new ConfigurationBuilder().AddJsonStream(stream).Build());
    }
}
