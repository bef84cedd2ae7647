namespace VaeGateway.IntegrationTests.Browser;

/// <summary>A response as the browser got it.</summary>
internal sealed record SeenResponse(string Path, int Status, string ContentType, string CacheStatus)
{
    public bool IsHit => CacheStatus.Contains("; hit", StringComparison.Ordinal);
}
