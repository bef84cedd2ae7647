using Microsoft.AspNetCore.Http;
using VaeGateway.IntegrationTests.Hosting;

namespace VaeGateway.IntegrationTests.Browser;

/// <summary>Stands between a browser and a gateway, and changes answers on their way as a broken network or cache would.</summary>
internal sealed class MeddlingProxy : IAsyncDisposable
{
    private static readonly string[] OfConnection = ["Transfer-Encoding", "Connection", "Keep-Alive"];

    private readonly TestOrigin _front;
    private readonly HttpClient _gateway;

    private MeddlingProxy(TestOrigin front, Uri gateway)
    {
        _front = front;
        _gateway = new HttpClient(PlainClient.NewHandler()) { BaseAddress = gateway };
        _front.Fallback = ForwardAsync;
    }

    /// <summary>Changes an answer; every one comes by here.</summary>
    public Action<MeddledAnswer> Meddle { get; set; } = _ => { };

    public Uri Address => _front.Address;

    public static async Task<MeddlingProxy> StartAsync(Uri gateway) => new(await TestOrigin.StartAsync(), gateway);

    public IReadOnlyList<RecordedRequest> RequestsTo(string path) => _front.RequestsTo(path);

    public async ValueTask DisposeAsync()
    {
        _gateway.Dispose();
        await _front.DisposeAsync();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path + context.Request.QueryString);
        foreach (var (name, value) in context.Request.Headers.Where(header => header.Key != "Host"))
        {
            request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
        }

        using var response = await _gateway.SendAsync(request, context.RequestAborted);
        var answer = new MeddledAnswer(context.Request.Path.Value!, (int)response.StatusCode, await response.Content.ReadAsByteArrayAsync());
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => !OfConnection.Contains(header.Key)))
        {
            answer.Headers[name] = string.Join(", ", values);
        }

        Meddle(answer);
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Status is not (StatusCodes.Status304NotModified or StatusCodes.Status204NoContent))
        {
            context.Response.ContentLength = answer.Body.Length;
            await context.Response.Body.WriteAsync(answer.Body);
        }
    }
}
