using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;

namespace VaeGateway.Gateway.Tests.Support;

/// <summary>Entries of the store.</summary>
internal static class StoredImages
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    public static StoredImage Original(byte[] payload, string contentType = "image/png") => new()
    {
        Kind = StoredImageKind.Original,
        Payload = payload,
        ModelTag = "block-b10c0001",
        ContentType = contentType,
        OriginBytes = payload.Length,
        StoredAt = Noon,
        Freshness = new Freshness(TimeSpan.Zero, TimeSpan.FromHours(1)),
    };
}
