using System.Diagnostics.Metrics;
using VaeGateway.Gateway.LatentStore;

namespace VaeGateway.Gateway.Telemetry;

/// <summary>What the gateway counts. Durations are in seconds, sizes in bytes. Each request that is not the gateway's own is counted once.</summary>
internal sealed class GatewayMetrics
{
    public const string MeterName = "VaeGateway";

    private static readonly InstrumentAdvice<double> SecondsBuckets = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    private static readonly InstrumentAdvice<double> DecibelBuckets = new() { HistogramBucketBoundaries = [22, 24, 26, 28, 30, 32, 34, 36, 40, 45, 50] };

    private static readonly InstrumentAdvice<double> StoreSecondsBuckets = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    };

    private readonly Counter<long> _requests;
    private readonly Counter<long> _bytesSent;
    private readonly Counter<long> _bytesSaved;
    private readonly Counter<long> _encodes;
    private readonly Counter<long> _encodesRefused;
    private readonly Counter<long> _encodesDropped;
    private readonly UpDownCounter<long> _queueDepth;
    private readonly Counter<long> _capturesAbandoned;
    private readonly Counter<long> _storeErrors;
    private readonly Histogram<double> _storeSeconds;
    private readonly Histogram<double> _encodeSeconds;
    private readonly Histogram<double> _decodeSeconds;
    private readonly Histogram<double> _worstTile;

    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _requests = meter.CreateCounter<long>("vaegateway.requests", "{request}", "Requests by outcome; stale and bypass name their reason.");
        _bytesSent = meter.CreateCounter<long>("vaegateway.sent", "By", "Bytes of bodies sent from the store, by outcome.");
        _bytesSaved = meter.CreateCounter<long>("vaegateway.saved", "By", "Bytes of originals less bytes sent, over all images sent whole from the store.");
        _encodes = meter.CreateCounter<long>("vaegateway.encodes", "{image}", "Images encoded, by result.");
        _encodesRefused = meter.CreateCounter<long>("vaegateway.encode.refused", "{image}", "Images that got no latent, by reason.");
        _encodesDropped = meter.CreateCounter<long>("vaegateway.encode.dropped", "{image}", "Images not encoded because the queue was full.");
        _queueDepth = meter.CreateUpDownCounter<long>("vaegateway.encode.queue.depth", "{image}", "Images waiting for their encode.");
        _capturesAbandoned = meter.CreateCounter<long>("vaegateway.captures.abandoned", "{image}", "Images not captured to the end, by reason.");
        _storeErrors = meter.CreateCounter<long>("vaegateway.store.errors", "{error}", "Failures of the latent store, by operation.");
        _storeSeconds = meter.CreateHistogram("vaegateway.store.duration", "s", "Seconds until Redis answered, by operation.", null, StoreSecondsBuckets);
        _encodeSeconds = meter.CreateHistogram("vaegateway.encode.duration", "s", "Seconds to encode and check one image.", null, SecondsBuckets);
        _decodeSeconds = meter.CreateHistogram("vaegateway.decode.duration", "s", "Seconds to make one rendition.", null, SecondsBuckets);
        _worstTile = meter.CreateHistogram("vaegateway.guard.worst_tile", "dB", "PSNR of the worst tile of what is served, by result.", null, DecibelBuckets);
    }

    /// <summary>Answered from the store.</summary>
    /// <param name="outcome">What was sent.</param>
    /// <param name="bytesSent">Bytes of body.</param>
    /// <param name="bytesSaved">By how much the original is bigger.</param>
    public void Hit(string outcome, long bytesSent, long bytesSaved)
    {
        var tag = Outcome(outcome);
        _requests.Add(1, tag);
        Sent(tag, bytesSent, bytesSaved);
    }

    /// <summary>Answered from the store by what is no longer fresh, and why that was done.</summary>
    public void Stale(string reason, long bytesSent, long bytesSaved)
    {
        var tag = Outcome("stale");
        _requests.Add(1, tag, Reason(reason));
        Sent(tag, bytesSent, bytesSaved);
    }

    public void Miss() => _requests.Add(1, Outcome("miss"));

    public void Bypass(string reason) => _requests.Add(1, Outcome("bypass"), Reason(reason));

    public void Encoded(string result, ImageFacts image)
    {
        var tag = new KeyValuePair<string, object?>("result", result);
        _encodes.Add(1, tag);
        _encodeSeconds.Record(image.EncodeDuration.TotalSeconds);
        if (image.WorstTilePsnr is > 0 and < double.PositiveInfinity)
        {
            _worstTile.Record(image.WorstTilePsnr, tag);
        }
    }

    public void EncodeRefused(string reason) => _encodesRefused.Add(1, Reason(reason));

    public void EncodeDropped() => _encodesDropped.Add(1);

    public void QueueDepthChanged(int by) => _queueDepth.Add(by);

    public void Decoded(TimeSpan duration) => _decodeSeconds.Record(duration.TotalSeconds);

    public void CaptureAbandoned(string reason) => _capturesAbandoned.Add(1, Reason(reason));

    public void StoreAnswered(string operation, TimeSpan duration) => _storeSeconds.Record(duration.TotalSeconds, Operation(operation));

    public void StoreFailed(string operation) => _storeErrors.Add(1, Operation(operation));

    private void Sent(KeyValuePair<string, object?> outcome, long bytesSent, long bytesSaved)
    {
        _bytesSent.Add(bytesSent, outcome);
        if (bytesSaved > 0)
        {
            _bytesSaved.Add(bytesSaved);
        }
    }

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);

    private static KeyValuePair<string, object?> Reason(string reason) => new("reason", reason);

    private static KeyValuePair<string, object?> Operation(string operation) => new("operation", operation);
}
