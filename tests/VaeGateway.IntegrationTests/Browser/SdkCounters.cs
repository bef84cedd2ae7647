namespace VaeGateway.IntegrationTests.Browser;

/// <summary>What the SDK says that it did.</summary>
public sealed record SdkCounters(string? Model, string? Runtime, int Pictures, long LatentBytes, int Ordinary, int Fallbacks, int Offline);
