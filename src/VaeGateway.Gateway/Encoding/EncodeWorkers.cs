using Microsoft.Extensions.Options;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Telemetry;

namespace VaeGateway.Gateway.Encoding;

/// <summary>Works the queue off, away from the request path. On shutdown the image at hand is finished, the rest is left.</summary>
internal sealed class EncodeWorkers(
    EncodeQueue queue,
    ImageEncoder encoder,
    ResponseCache cache,
    ILatentStore store,
    TimeProvider clock,
    IOptions<EncodingOptions> options,
    GatewayMetrics metrics,
    ILogger<EncodeWorkers> logger) : BackgroundService
{
    /// <summary>How much longer than an encode may take its lease holds.</summary>
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var workers = options.Value.Workers > 0 ? options.Value.Workers : Math.Max(1, Environment.ProcessorCount - 1);
        return Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(stoppingToken), CancellationToken.None)));
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var job in queue.ReadAllAsync(stopping))
            {
                await HandleAsync(job);
                stopping.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The gateway stops; what still waits in the queue will be captured again by a later request.
        }
    }

    private async Task HandleAsync(EncodeJob job)
    {
        try
        {
            if (job.Original.FreshFor(clock.GetUtcNow()) <= TimeSpan.Zero && !StoragePolicy.HasValidator(job.Original.Headers))
            {
                // It waited too long: the next request brings another.
                return;
            }

            if (await store.TryLeaseAsync(job.ResponseKey, options.Value.Timeout + LeaseMargin) is { } lease)
            {
                await EncodeAsync(job, lease);
                await store.ReleaseAsync(job.ResponseKey, lease);
            }
            else
            {
                logger.EncodedElsewhere(job.Key.Canonical);
            }
        }
        catch (Exception e)
        {
            // A worker must outlive any one image; the fault is logged and the key is free to be tried again.
            logger.StoringFailed(e, job.Key.Canonical);
        }
        finally
        {
            queue.Release(job);
        }
    }

    private async Task EncodeAsync(EncodeJob job, EncodeLease lease)
    {
        if (!job.IsStored)
        {
            await cache.StoreAsync(job.Key, job.Choice, await OwnThread.RunAsync(() => Encode(job)));
        }
        else if (await cache.IsWaitingAsync(job.ResponseKey, job.Original))
        {
            await cache.SettleAsync(job.ResponseKey, job.Original, await OwnThread.RunAsync(() => Encode(job)), lease);
        }
    }

    private StoredResponse Encode(EncodeJob job)
    {
        using var span = GatewayTraces.Encode(job.Cause);
        var result = encoder.Encode(job.Original);
        var image = result.Image!;
        metrics.Encoded(result.Form.ToToken(), image);
        if (result.Form == BodyForm.Bytes)
        {
            logger.OriginalKept(job.Key.Canonical, image.Reason);
        }
        else
        {
            logger.Encoded(
                job.Key.Canonical, image.OriginBytes, result.Form.ToToken(), result.Body.Length, image.Quality, image.Psnr, image.EncodeDuration.TotalMilliseconds);
        }

        return result;
    }
}
