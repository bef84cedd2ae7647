using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Models;
using VaeGateway.Gateway.Telemetry;

namespace VaeGateway.Gateway.Origin;

/// <summary>Opens captures: what of a response's head the store keeps.</summary>
internal sealed class CaptureFactory(
    CaptureMemory memory, EncodeQueue queue, ServedModel model, GatewayMetrics metrics, IOptions<OriginOptions> options)
{
    // Fields of the connection, of the one exchange, or of the origin's bytes, which no stored answer repeats (RFC 9111 section 3.1).
    private static readonly HashSet<string> NotStored = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.Connection, HeaderNames.KeepAlive, HeaderNames.ProxyAuthenticate, HeaderNames.TE, HeaderNames.Trailer,
        HeaderNames.TransferEncoding, HeaderNames.Upgrade, HeaderNames.SetCookie, HeaderNames.Age, HeaderNames.Server,
        HeaderNames.ContentType, HeaderNames.ContentLength, HeaderNames.ContentEncoding, HeaderNames.ContentRange, HeaderNames.ContentMD5,
        HeaderNames.ETag, HeaderNames.AcceptRanges, HeaderNames.AltSvc, CacheStatus.HeaderName,
        "Server-Timing", "Digest", "Content-Digest", "Repr-Digest", "Proxy-Connection", "Proxy-Authentication-Info",
    };

    /// <summary>The refusal that is no fault: another request has captured this image already.</summary>
    public const string AlreadyEncoding = "already-encoding";

    /// <summary>Opens a capture, or says why there can't be one.</summary>
    /// <param name="plan">What the image is wanted for.</param>
    /// <param name="headers">The origin's headers.</param>
    /// <param name="freshness">How long it is fresh.</param>
    /// <param name="now">When the head came.</param>
    /// <param name="refusal">Why not, where there is no capture.</param>
    public ImageCapture? TryOpen(FillPlan plan, IHeaderDictionary headers, Freshness freshness, DateTimeOffset now, out string? refusal)
    {
        refusal = queue.Contains(plan.Key) ? AlreadyEncoding : headers.ContentLength > options.Value.MaxCaptureBytes ? "too-big" : null;
        if (refusal is not null)
        {
            return null;
        }

        var share = memory.Open();
        if (!share.TryGrowTo(headers.ContentLength ?? 0))
        {
            refusal = "memory";
            return null;
        }

        return new ImageCapture(
            plan, plan.Target!.Value, Head(headers, freshness, now), headers.ContentLength, options.Value.MaxCaptureBytes, share, queue, metrics);
    }

    private StoredImage Head(IHeaderDictionary headers, Freshness freshness, DateTimeOffset now) => new()
    {
        Kind = StoredImageKind.Original,
        Payload = [],
        ModelTag = model.Tag,
        ContentType = headers.ContentType.ToString(),
        OriginBytes = headers.ContentLength ?? 0,
        StoredAt = now,
        Freshness = freshness,
        VariesByAccept = StoragePolicy.VariesBy(headers, HeaderNames.Accept),
        VariesByOrigin = StoragePolicy.VariesBy(headers, HeaderNames.Origin),
        Headers = [.. headers
            .Where(header => !NotStored.Contains(header.Key))
            .Select(header => KeyValuePair.Create(header.Key, string.Join(", ", header.Value.ToArray())))],
    };
}
