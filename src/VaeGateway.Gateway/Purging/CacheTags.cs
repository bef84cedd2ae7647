using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Purging;

/// <summary>The tags by which an origin groups its responses: <c>Surrogate-Key</c>, parted by blanks, and <c>Cache-Tag</c>, parted by commas.</summary>
internal static class CacheTags
{
    private const string SurrogateKey = "Surrogate-Key";
    private const string CacheTag = "Cache-Tag";

    public static IEnumerable<string> Of(IHeaderDictionary response) =>
        response[SurrogateKey]
            .SelectMany(line => (line ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Concat(HeaderList.Split(response[CacheTag]));
}
