using Microsoft.Extensions.Options;
using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Models;
using VaeGateway.Gateway.Telemetry;

namespace VaeGateway.Gateway.Origin;

/// <summary>Opens captures: what of a response's head the store keeps, and where the whole response goes.</summary>
internal sealed class CaptureFactory(
    CaptureMemory memory,
    ResponseCache cache,
    EncodeQueue queue,
    ServedModel model,
    GatewayMetrics metrics,
    IOptions<OriginOptions> options,
    IOptions<HttpCachingOptions> caching)
{
    /// <summary>Opens a capture, or says why there can't be one.</summary>
    /// <param name="plan">What the response was fetched for.</param>
    /// <param name="request">The client's headers.</param>
    /// <param name="status">The origin's status.</param>
    /// <param name="headers">The origin's headers.</param>
    /// <param name="freshness">How long it is fresh.</param>
    /// <param name="now">When the head came.</param>
    /// <param name="refusal">Why not, where there is no capture.</param>
    public BodyCapture? TryOpen(
        FillPlan plan, IHeaderDictionary request, int status, IHeaderDictionary headers, Freshness freshness, DateTimeOffset now, out string? refusal)
    {
        var head = Head(plan, status, headers, freshness, now);
        var share = memory.Open();
        refusal =
            headers.ContentLength > options.Value.MaxCaptureBytes ? "too-big" :
            !share.TryGrowTo(headers.ContentLength ?? 0) ? "memory" :
            null;
        if (refusal is not null)
        {
            share.Dispose();
            return null;
        }

        var choice = VaryRules.Of(request, headers, head.Image is not null);
        return new BodyCapture(
            plan, head, headers.ContentLength, options.Value.MaxCaptureBytes, share, (response, held) => KeepAsync(plan, choice, response, held), metrics);
    }

    private async ValueTask<string?> KeepAsync(FillPlan plan, VariantChoice choice, StoredResponse response, CaptureMemory.Share share)
    {
        if (response.Image is null || IsOriginalOf(plan.Latent, response))
        {
            using (share)
            {
                var isKept = plan.Latent is { } latent && response.Image is not null
                    ? await cache.StoreOriginalAsync(plan.Found.ResponseKey.Original(latent.Id), response with { Form = BodyForm.Bytes })
                    : (await cache.StoreAsync(plan.Found.Key, choice, response)).IsKept;
                return isKept ? null : "store";
            }
        }

        var (isStored, key) = await cache.StoreAsync(plan.Found.Key, choice, response);
        return queue.TryEnqueue(new EncodeJob(plan.Found.Key, choice, key, response, isStored, share)) ? null : "queue-full";
    }

    // Another entity tag is another picture, and takes the latent's place.
    private static bool IsOriginalOf(StoredResponse? latent, StoredResponse original) =>
        latent is not null && latent.Headers.ETag == original.Headers.ETag && latent.Headers.LastModified == original.Headers.LastModified;

    private StoredResponse Head(FillPlan plan, int status, IHeaderDictionary headers, Freshness freshness, DateTimeOffset now)
    {
        var isImage = plan.Policy.MayEncode && ImageTypes.MayBecomeLatent(status, headers);
        return new StoredResponse
        {
            Id = StoredResponse.NewId(),
            Epoch = plan.Found.Epoch,
            Status = status,
            Headers = FieldRules.ToStore(headers, caching.Value),
            StoredAt = now,
            Freshness = freshness,
            Form = isImage ? BodyForm.Encoding : BodyForm.Bytes,
            Body = [],
            Image = isImage ? new ImageFacts { ModelTag = model.Tag, Quality = plan.Policy.Quality, Target = plan.Policy.Target, OriginBytes = 0 } : null,
        };
    }
}
