using VaeGateway.Codec;

namespace VaeGateway.Client.Tests.Support;

/// <summary>A request as the client sent it.</summary>
internal sealed record SentRequest(string Method, string Path, string Accept, IReadOnlyDictionary<string, string> Headers)
{
    public bool AsksForLatent => Accept.Contains(LatentFormat.MediaType, StringComparison.Ordinal);

    public static SentRequest Of(HttpRequestMessage request) => new(
        request.Method.Method,
        request.RequestUri!.AbsolutePath,
        request.Headers.Accept.ToString(),
        request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));
}
