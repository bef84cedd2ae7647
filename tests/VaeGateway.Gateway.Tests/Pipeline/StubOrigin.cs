using System.Collections.Concurrent;
using Yarp.ReverseProxy.Forwarder;

namespace VaeGateway.Gateway.Tests.Pipeline;

/// <summary>An origin without a socket: answers what the test tells it, and remembers what it was asked.</summary>
internal sealed class StubOrigin : HttpMessageHandler, IForwarderHttpClientFactory
{
    public ConcurrentQueue<HttpRequestMessage> Requests { get; } = new();

    /// <summary>The answer to each request.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage> Answer { get; set; } = _ => new HttpResponseMessage(System.Net.HttpStatusCode.NotFound);

    public static HttpResponseMessage Image(byte[] bytes, string type = "image/png")
    {
        var response = new HttpResponseMessage { Content = new ByteArrayContent(bytes) };
        response.Content.Headers.ContentType = new(type);
        response.Content.Headers.ContentLength = bytes.Length;
        response.Headers.Date = DateTimeOffset.UtcNow;
        return response;
    }

    public HttpMessageInvoker CreateClient(ForwarderHttpClientContext context) => new(this, disposeHandler: false);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        var response = Answer(request);
        response.RequestMessage = request;
        return Task.FromResult(response);
    }
}
