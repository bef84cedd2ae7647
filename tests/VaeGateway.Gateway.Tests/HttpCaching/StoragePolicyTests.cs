using Microsoft.AspNetCore.Http;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Tests.HttpCaching;

public sealed class StoragePolicyTests
{
    [Theory]
    [InlineData("", nameof(Storability.Storable))]
    [InlineData("Cache-Control: max-age=60", nameof(Storability.Storable))]
    [InlineData("Cache-Control: no-store", nameof(Storability.NoStore))]
    [InlineData("Cache-Control: private, max-age=60", nameof(Storability.Private))]
    [InlineData("Cache-Control: private=\"x\"", nameof(Storability.Private))]
    [InlineData("Cache-Control: no-cache", nameof(Storability.NotFresh))]
    [InlineData("Cache-Control: no-transform, max-age=60", nameof(Storability.NoTransform))]
    [InlineData("Set-Cookie: a=b", nameof(Storability.SetCookie))]
    [InlineData("Content-Encoding: gzip", nameof(Storability.ContentEncoding))]
    [InlineData("Content-Encoding: identity", nameof(Storability.Storable))]
    [InlineData("Vary: Accept, accept-encoding", nameof(Storability.Storable))]
    [InlineData("Vary: Accept, Cookie", nameof(Storability.Vary))]
    [InlineData("Vary: *", nameof(Storability.Vary))]
    [InlineData("Vary: Origin", nameof(Storability.Storable))]
    [InlineData("Content-Type: text/html", nameof(Storability.ContentType))]
    [InlineData("Content-Type: image/svg+xml", nameof(Storability.ContentType))]
    [InlineData("Content-Type: image/gif", nameof(Storability.ContentType))]
    [InlineData("Content-Type: IMAGE/JPEG; charset=x", nameof(Storability.Storable))]
    public void Response_headers_decide(string header, string expected) => Assert.Equal(expected, Judge(response: header));

    [Theory]
    [InlineData("HEAD", nameof(Storability.Method))]
    [InlineData("POST", nameof(Storability.Method))]
    [InlineData("GET", nameof(Storability.Storable))]
    public void Only_a_get_is_stored(string method, string expected) => Assert.Equal(expected, Judge(method));

    [Theory]
    [InlineData(200, nameof(Storability.Storable))]
    [InlineData(203, nameof(Storability.Status))]
    [InlineData(206, nameof(Storability.Status))]
    [InlineData(304, nameof(Storability.Status))]
    [InlineData(404, nameof(Storability.Status))]
    public void Only_a_200_is_stored(int status, string expected) => Assert.Equal(expected, Judge(status: status));

    [Theory]
    [InlineData("", nameof(Storability.Private))]
    [InlineData("Cache-Control: max-age=60", nameof(Storability.Private))]
    [InlineData("Cache-Control: public", nameof(Storability.Storable))]
    [InlineData("Cache-Control: s-maxage=60", nameof(Storability.Storable))]
    [InlineData("Cache-Control: must-revalidate, max-age=60", nameof(Storability.Storable))]
    public void An_answer_to_authorization_is_shared_only_if_it_says_so(string response, string expected) =>
        Assert.Equal(expected, Judge(request: "Authorization: Basic eDp5", response: response));

    [Theory]
    [InlineData("Cache-Control: no-store", "", nameof(Storability.NoStore))]
    [InlineData("Cache-Control: no-cache", "", nameof(Storability.Storable))]
    [InlineData("Origin: https://a.example", "", nameof(Storability.Storable))]
    [InlineData("Origin: https://a.example", "Vary: Origin", nameof(Storability.Vary))]
    public void The_request_has_a_say(string request, string response, string expected) =>
        Assert.Equal(expected, Judge(request: request, response: response));

    private static string Judge(string method = "GET", int status = 200, string request = "", string response = "")
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        Set(context.Request.Headers, request);
        var headers = new HeaderDictionary { ["Content-Type"] = "image/png" };
        Set(headers, response);
        return StoragePolicy.Judge(context.Request, status, headers).ToString();
    }

    private static void Set(IHeaderDictionary headers, string line)
    {
        if (line.Split(": ", 2) is [var name, var value])
        {
            headers[name] = value;
        }
    }
}
