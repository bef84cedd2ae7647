using System.Net;
using System.Net.Http.Headers;

namespace VaeGateway.IntegrationTests.Hosting;

/// <summary>A response, read to its end.</summary>
public sealed record Reply(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Body)
{
    public string? ContentType => ContentHeaders.ContentType?.ToString();

    public string? MediaType => ContentHeaders.ContentType?.MediaType;

    /// <summary>The entity tag as sent; a weak one begins with W/.</summary>
    public string? EntityTag => Headers.ETag?.ToString();

    /// <summary>What the gateway says of its cache (RFC 9211).</summary>
    public string CacheStatus => Field("Cache-Status");

    public bool IsHit => CacheStatus.Contains("; hit", StringComparison.Ordinal);

    /// <summary>Whether it is an image from the store whose latent is still in the making.</summary>
    public bool IsEncoding => CacheStatus.Contains("detail=encoding", StringComparison.Ordinal);

    public static async Task<Reply> ReadAsync(HttpResponseMessage response) =>
        new(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsByteArrayAsync());

    /// <summary>A header's values as one; empty if it is not there.</summary>
    public string Field(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    public override string ToString() => $"{(int)Status} {ContentType}, {Body.Length} bytes, Cache-Status: {CacheStatus}";
}
