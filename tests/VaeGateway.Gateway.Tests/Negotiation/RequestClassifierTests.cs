using Microsoft.AspNetCore.Http;
using VaeGateway.Gateway.Negotiation;

namespace VaeGateway.Gateway.Tests.Negotiation;

public sealed class RequestClassifierTests
{
    private const string BrowserImage = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";
    private const string BrowserPage = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

    [Theory]
    [InlineData("GET", "/a.jpg", "*/*", nameof(RequestKind.Image))]
    [InlineData("HEAD", "/a.PNG", null, nameof(RequestKind.Image))]
    [InlineData("GET", "/a.jpg", BrowserPage, nameof(RequestKind.Image))]
    [InlineData("GET", "/photo/7", BrowserImage, nameof(RequestKind.Image))]
    [InlineData("GET", "/photo.php", BrowserImage, nameof(RequestKind.Image))]
    [InlineData("GET", "/photo/7", "*/*", nameof(RequestKind.Unknown))]
    [InlineData("GET", "/photo/7", null, nameof(RequestKind.Unknown))]
    [InlineData("GET", "/", BrowserPage, nameof(RequestKind.Other))]
    [InlineData("GET", "/app.js", "*/*", nameof(RequestKind.Other))]
    [InlineData("GET", "/api/items", "application/json", nameof(RequestKind.Other))]
    [InlineData("POST", "/a.jpg", "*/*", nameof(RequestKind.Other))]
    public void Tells_images_from_the_rest(string method, string path, string? accept, string expected)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Path = path;
        context.Request.Headers.Accept = accept;

        Assert.Equal(expected, RequestClassifier.Classify(context.Request).ToString());
    }
}
