using System.Net.Http.Json;

namespace VaeGateway.IntegrationTests.Hosting;

/// <summary>An operator of a gateway.</summary>
internal sealed class AdminClient : IDisposable
{
    public const string Key = "a key for tests only";

    private readonly HttpClient _http;

    public AdminClient(string? key = Key)
    {
        Address = FreePort.NextAddress();
        _http = new HttpClient(PlainClient.NewHandler()) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        }
    }

    public Uri Address { get; private init; }

    /// <summary>What a gateway is told to listen to this operator.</summary>
    public string[] Arguments => ["--VaeGateway:Admin:Urls", Address.AbsoluteUri, "--VaeGateway:Admin:Key", Key];

    public async Task<Reply> PurgeAsync(object body) => await ReadAsync(await _http.PostAsJsonAsync("/purge", body));

    public async Task<Reply> PurgeAsync(string body) => await ReadAsync(await _http.PostAsync("/purge", new StringContent(body, null, "application/json")));

    public async Task<Reply> GetAsync(string path) => await ReadAsync(await _http.GetAsync(path));

    public void Dispose() => _http.Dispose();

    private static async Task<Reply> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return await Reply.ReadAsync(response);
        }
    }
}
