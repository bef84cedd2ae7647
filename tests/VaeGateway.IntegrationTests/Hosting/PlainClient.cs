namespace VaeGateway.IntegrationTests.Hosting;

/// <summary>A client that knows nothing of latents, changes nothing and hides nothing: no proxy, redirects or decompression.</summary>
public sealed class PlainClient(HttpClient http) : IDisposable
{
    public PlainClient(Uri address)
        : this(new HttpClient(NewHandler()) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) })
    {
    }

    public HttpClient Http { get; } = http;

    /// <summary>The host to ask for, where it is not the address.</summary>
    public string? Host { get; init; }

    public static SocketsHttpHandler NewHandler() => new() { UseProxy = false, AllowAutoRedirect = false, UseCookies = false };

    public Task<Reply> GetAsync(string path, string? accept = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, accept, headers);

    public async Task<Reply> SendAsync(HttpMethod method, string path, string? accept = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Host = Host;
        foreach (var (name, value) in accept is null ? headers : [("Accept", accept), .. headers])
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using var response = await Http.SendAsync(request);
        return await Reply.ReadAsync(response);
    }

    /// <summary>Asks until the answer comes from the store in the form in which it stays there: of an image, after its encode.</summary>
    public Task<Reply> GetHitAsync(string path, string? accept = null) => Eventually.GetAsync(() => GetAsync(path, accept), reply => reply is { IsHit: true, IsEncoding: false });

    public void Dispose() => Http.Dispose();
}
