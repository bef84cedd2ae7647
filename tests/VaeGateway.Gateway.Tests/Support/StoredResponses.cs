using Microsoft.AspNetCore.Http;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;

namespace VaeGateway.Gateway.Tests.Support;

/// <summary>Entries of the store.</summary>
internal static class StoredResponses
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An image as it comes from the origin.</summary>
    public static StoredResponse Image(byte[] body, string contentType = "image/png") => Page(body, contentType) with
    {
        Form = BodyForm.Encoding,
        Image = new ImageFacts { ModelTag = "block-b10c0001", Quality = 40, OriginBytes = body.Length },
    };

    /// <summary>Something else.</summary>
    public static StoredResponse Page(byte[] body, string contentType = "text/html") => new()
    {
        Id = 1,
        Epoch = 0,
        Status = StatusCodes.Status200OK,
        Headers = new HeaderDictionary { ["Content-Type"] = contentType },
        StoredAt = Noon,
        Freshness = new Freshness(TimeSpan.Zero, TimeSpan.FromHours(1)),
        Form = BodyForm.Bytes,
        Body = body,
    };
}
