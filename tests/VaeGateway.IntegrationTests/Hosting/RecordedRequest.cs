using Microsoft.AspNetCore.Http;

namespace VaeGateway.IntegrationTests.Hosting;

/// <summary>A request as it reached the origin.</summary>
public sealed record RecordedRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers)
{
    public static RecordedRequest Of(HttpRequest request) => new(
        request.Method,
        request.Path,
        request.QueryString.ToString(),
        request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
}
