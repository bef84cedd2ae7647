using Microsoft.AspNetCore.Http;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Tests.HttpCaching;

public sealed class CacheKeyTests
{
    [Fact]
    public void Host_is_case_insensitive_and_path_is_not()
    {
        Assert.Equal(Key("HTTP://Example.org", "/a.png"), Key("http://example.org", "/a.png"));
        Assert.NotEqual(Key("http://example.org", "/A.png"), Key("http://example.org", "/a.png"));
    }

    [Fact]
    public void Query_counts() => Assert.NotEqual(Key("http://a", "/p", "?w=1"), Key("http://a", "/p", "?w=2"));

    [Fact]
    public void Percent_encoding_is_normalised() =>
        Assert.Equal("http://a/b%C3%A4r.png", Key("http://a", "/b\u00e4r.png").Canonical);

    [Fact]
    public void Long_names_are_bounded_and_stay_apart()
    {
        var one = Key("http://a", "/" + new string('x', 5000) + "1");
        var two = Key("http://a", "/" + new string('x', 5000) + "2");

        Assert.True(one.Canonical.Length <= 512);
        Assert.NotEqual(one, two);
    }

    [Fact]
    public void What_lies_beside_a_response_has_a_key_that_no_url_has()
    {
        var key = Key("http://a", "/b");
        string[] keys = [key.Original(1).Canonical, key.Original(2).Canonical, key.Variant(1).Canonical, key.Variant(1).Original(1).Canonical];

        Assert.All(keys, each => Assert.Contains('#', each));
        Assert.Equal(4, keys.Distinct().Count());
    }

    private static CacheKey Key(string authority, string path, string query = "") =>
        CacheKey.Of(authority, new PathString(path), new QueryString(query));
}
