using Microsoft.AspNetCore.Http;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Tests.HttpCaching;

public sealed class StoragePolicyTests
{
    private const string Validator = "ETag: \"a\"";
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", nameof(Storability.NotFresh))]
    [InlineData(Validator, nameof(Storability.Storable))]
    [InlineData("Last-Modified: Fri, 02 Jan 2026 10:00:00 GMT", nameof(Storability.Storable))]
    [InlineData("Cache-Control: max-age=60", nameof(Storability.Storable))]
    [InlineData("Cache-Control: max-age=0", nameof(Storability.NotFresh))]
    [InlineData("Cache-Control: max-age=0|" + Validator, nameof(Storability.Storable))]
    [InlineData("Cache-Control: max-age=0, stale-while-revalidate=60", nameof(Storability.Storable))]
    [InlineData("Cache-Control: max-age=0, stale-while-revalidate=60, must-revalidate", nameof(Storability.NotFresh))]
    [InlineData("Expires: 0", nameof(Storability.NotFresh))]
    [InlineData("Cache-Control: no-store", nameof(Storability.NoStore))]
    [InlineData("Cache-Control: max-age=60, no-store", nameof(Storability.NoStore))]
    [InlineData("Cache-Control: max-age=60, no-store, must-understand", nameof(Storability.Storable))]
    [InlineData("Cache-Control: private, max-age=60", nameof(Storability.Private))]
    [InlineData("Cache-Control: private=\"x\", max-age=60", nameof(Storability.Storable))]
    [InlineData("Cache-Control: no-cache", nameof(Storability.NotFresh))]
    [InlineData("Cache-Control: no-cache, max-age=60", nameof(Storability.NotFresh))]
    [InlineData("Cache-Control: no-cache|" + Validator, nameof(Storability.Storable))]
    [InlineData("Cache-Control: no-cache=\"x\", max-age=60", nameof(Storability.Storable))]
    [InlineData("Pragma: no-cache", nameof(Storability.NotFresh))]
    [InlineData("Cache-Control: max-age=60|Pragma: no-cache", nameof(Storability.Storable))]
    [InlineData("Cache-Control: max-age=60|Set-Cookie: a=b", nameof(Storability.SetCookie))]
    [InlineData("Cache-Control: max-age=60|Content-Encoding: gzip", nameof(Storability.Storable))]
    [InlineData("Cache-Control: max-age=60|Vary: Accept, Cookie", nameof(Storability.Storable))]
    [InlineData("Cache-Control: max-age=60|Vary: *", nameof(Storability.Vary))]
    [InlineData("Cache-Control: max-age=60|Vary: Accept|Vary: , *", nameof(Storability.Vary))]
    [InlineData("Cache-Control: max-age=60|CDN-Cache-Control: no-store", nameof(Storability.NoStore))]
    [InlineData("Cache-Control: max-age=60|CDN-Cache-Control: private", nameof(Storability.Private))]
    [InlineData("Cache-Control: no-store|CDN-Cache-Control: max-age=60", nameof(Storability.Storable))]
    [InlineData("Cache-Control: no-store|CDN-Cache-Control: max-age=60, &", nameof(Storability.NoStore))]
    public void Response_headers_decide(string headers, string expected) => Assert.Equal(expected, Judge(response: headers));

    [Theory]
    [InlineData("image/jpeg", nameof(Storability.Storable))]
    [InlineData("image/png; charset=x", nameof(Storability.Storable))]
    [InlineData("image/svg+xml", nameof(Storability.NotFresh))]
    [InlineData("text/html", nameof(Storability.NotFresh))]
    public void An_image_that_says_nothing_is_fresh_for_a_while(string contentType, string expected) =>
        Assert.Equal(expected, Judge(response: $"Content-Type: {contentType}"));

    [Theory]
    [InlineData("HEAD", "", nameof(Storability.Method))]
    [InlineData("PUT", "", nameof(Storability.Method))]
    [InlineData("POST", "", nameof(Storability.Method))]
    [InlineData("POST", "|Content-Location: /p", nameof(Storability.Storable))]
    [InlineData("POST", "|Content-Location: http://a.example/p", nameof(Storability.Storable))]
    [InlineData("POST", "|Content-Location: /q", nameof(Storability.Method))]
    [InlineData("POST", "|Content-Location: http://b.example/p", nameof(Storability.Method))]
    [InlineData("GET", "", nameof(Storability.Storable))]
    public void Methods_decide(string method, string headers, string expected) =>
        Assert.Equal(expected, Judge(method, response: "Cache-Control: max-age=60" + headers));

    [Theory]
    [InlineData(200, true, true)]
    [InlineData(201, true, false)]
    [InlineData(203, true, true)]
    [InlineData(204, true, true)]
    [InlineData(206, false, false)]
    [InlineData(301, true, true)]
    [InlineData(302, true, false)]
    [InlineData(304, false, false)]
    [InlineData(308, true, true)]
    [InlineData(403, true, false)]
    [InlineData(412, false, false)]
    [InlineData(416, false, false)]
    [InlineData(404, true, true)]
    [InlineData(410, true, true)]
    [InlineData(500, true, false)]
    [InlineData(501, true, true)]
    [InlineData(599, true, false)]
    public void A_stated_lifetime_does_for_any_status_and_a_guessed_one_for_some(int status, bool isStated, bool isGuessed)
    {
        Assert.Equal(isStated, Judge(status: status, response: "Cache-Control: max-age=60") == nameof(Storability.Storable));
        Assert.Equal(isGuessed, Judge(status: status, response: "Last-Modified: Thu, 01 Jan 2026 12:00:00 GMT") == nameof(Storability.Storable));
    }

    [Fact]
    public void Public_lets_any_status_have_a_guessed_lifetime() =>
        Assert.Equal(nameof(Storability.Storable), Judge(status: 599, response: "Last-Modified: Thu, 01 Jan 2026 12:00:00 GMT|Cache-Control: public"));

    [Fact]
    public void What_must_be_understood_and_is_not_stays_out() =>
        Assert.Equal(nameof(Storability.Status), Judge(status: 599, response: "Cache-Control: max-age=60, must-understand"));

    [Theory]
    [InlineData("Cache-Control: max-age=60", nameof(Storability.Private))]
    [InlineData("Cache-Control: public, max-age=60", nameof(Storability.Storable))]
    [InlineData("Cache-Control: s-maxage=60", nameof(Storability.Storable))]
    [InlineData("Cache-Control: must-revalidate, max-age=60", nameof(Storability.Storable))]
    public void An_answer_to_authorization_is_shared_only_if_it_says_so(string response, string expected) =>
        Assert.Equal(expected, Judge(request: "Authorization: Basic eDp5", response: response));

    [Theory]
    [InlineData("Cache-Control: no-store", nameof(Storability.NoStore))]
    [InlineData("Cache-Control: no-cache", nameof(Storability.Storable))]
    [InlineData("Cookie: a=b", nameof(Storability.Storable))]
    public void The_request_has_a_say(string request, string expected) =>
        Assert.Equal(expected, Judge(request: request, response: "Cache-Control: max-age=60"));

    [Fact]
    public void Cookies_are_stored_where_the_operator_wants_it() =>
        Assert.Equal(nameof(Storability.Storable), Judge(response: "Cache-Control: max-age=60|Set-Cookie: a=b", options: new() { StoreSetCookie = true }));

    [Theory]
    [InlineData("Cache-Control: max-age=60", 25 * 60)]
    [InlineData("Cache-Control: max-age=60, must-revalidate", 60)]
    [InlineData("Cache-Control: max-age=60, must-revalidate|" + Validator, 25 * 60)]
    [InlineData("Cache-Control: s-maxage=60", 60)]
    public void What_may_be_of_use_stale_is_kept_longer(string headers, int minutes) =>
        Assert.Equal(
            TimeSpan.FromMinutes(minutes),
            StoragePolicy.KeepFor(TimeSpan.FromMinutes(60), Heads.Of(headers), new HttpCachingOptions { KeepStale = TimeSpan.FromHours(24) }));

    private static string Judge(string method = "GET", int status = 200, string request = "", string response = "", HttpCachingOptions? options = null)
    {
        options ??= new HttpCachingOptions();
        var context = new DefaultHttpContext();
        (context.Request.Method, context.Request.Scheme, context.Request.Host, context.Request.Path) = (method, "http", new HostString("a.example"), "/p");
        foreach (var (name, value) in Heads.Of(request))
        {
            context.Request.Headers[name] = value;
        }

        var headers = Heads.Of(response);
        return StoragePolicy.Judge(context.Request, status, headers, Freshness.Of(status, headers, Now, Now, options), options).ToString();
    }
}
