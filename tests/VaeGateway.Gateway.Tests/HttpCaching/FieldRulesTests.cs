using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Tests.HttpCaching;

public sealed class FieldRulesTests
{
    private static readonly HttpCachingOptions Options = new();

    [Fact]
    public void Fields_of_the_connection_go_no_further()
    {
        var headers = Heads.Of("Connection: a, B|A: 1|b: 2|c: 3|Keep-Alive: x|TE: x|Upgrade: x|Proxy-Connection: x|Transfer-Encoding: x");

        FieldRules.RemoveHopByHop(headers, headers["Connection"]);

        Assert.Equal(["c"], headers.Keys);
    }

    [Fact]
    public void The_store_keeps_what_every_client_may_see()
    {
        var kept = FieldRules.ToStore(
            Heads.Of("Cache-Control: private=\"x-user\", no-cache=\"x-once\"|X-User: u|X-Once: o|X-Kept: k|Set-Cookie: a=b|Age: 5|Cache-Status: x|Content-Length: 3|Proxy-Authenticate: x|Proxy-Authentication-Info: x|Trailer: x|Link: a|Link: b"),
            Options);

        Assert.Equal(["Cache-Control", "Link", "X-Kept"], kept.Keys.Order());
        Assert.Equal(new StringValues(["a", "b"]), kept["Link"]);
    }

    [Fact]
    public void Cookies_stay_where_the_operator_wants_it() =>
        Assert.Single(FieldRules.ToStore(Heads.Of("Set-Cookie: a=b"), new HttpCachingOptions { StoreSetCookie = true }));

    [Fact]
    public void A_newer_head_takes_the_place_of_the_older_but_not_of_what_describes_the_body()
    {
        IHeaderDictionary updated = FieldRules.Update(
            Heads.Of("Cache-Control: max-age=1|X-Old: o|X-Both: 1|X-Both: 2|ETag: \"a\"|Content-Type: text/plain|Content-Encoding: gzip"),
            Heads.Of("Cache-Control: max-age=9|X-New: n|X-Both: 3|ETag: \"b\"|Content-Type: text/html|Content-Encoding: br|Content-Length: 9|Connection: x"),
            Options);

        Assert.Equal("max-age=9", updated.CacheControl);
        Assert.Equal(("o", "n", "3"), (updated["X-Old"].ToString(), updated["X-New"].ToString(), updated["X-Both"].ToString()));
        Assert.Equal(("\"b\"", "text/plain", "gzip"), (updated.ETag.ToString(), updated.ContentType.ToString(), updated.ContentEncoding.ToString()));
        Assert.False(updated.ContainsKey("Content-Length") || updated.ContainsKey("Connection"));
    }
}
