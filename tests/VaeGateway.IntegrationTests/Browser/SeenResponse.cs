namespace VaeGateway.IntegrationTests.Browser;

/// <summary>A response as the browser got it.</summary>
public sealed record SeenResponse(string Path, int Status, string ContentType, string CacheStatus, bool FromServiceWorker = false)
{
    public bool IsHit => CacheStatus.Contains("; hit", StringComparison.Ordinal);
}
