using Microsoft.Extensions.Options;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Telemetry;

namespace VaeGateway.Gateway.Encoding;

/// <summary>Works the queue off, away from the request path. On shutdown the image at hand is finished, the rest is left.</summary>
internal sealed class EncodeWorkers(
    EncodeQueue queue,
    ImageEncoder encoder,
    ILatentStore store,
    IOptions<EncodingOptions> options,
    GatewayMetrics metrics,
    TimeProvider clock,
    ILogger<EncodeWorkers> logger) : BackgroundService
{
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
            if (job.Original.FreshFor(clock.GetUtcNow()) > TimeSpan.Zero)
            {
                var result = job.Target == EncodeTarget.Latent ? Encode(job) : encoder.Keep(job.Original, "beside its latent");
                await store.SetAsync(job.Key, result, result.FreshFor(clock.GetUtcNow()), CancellationToken.None);
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

    private StoredImage Encode(EncodeJob job)
    {
        var result = encoder.Encode(job.Original);
        metrics.Encoded(result.Kind == StoredImageKind.Latent ? "latent" : "original", result.EncodeDuration);
        if (result.Kind == StoredImageKind.Latent)
        {
            logger.Encoded(job.Key.Canonical, result.OriginBytes, result.Payload.Length, result.Psnr, result.EncodeDuration.TotalMilliseconds);
        }
        else
        {
            logger.OriginalKept(job.Key.Canonical, result.Reason);
        }

        return result;
    }
}
