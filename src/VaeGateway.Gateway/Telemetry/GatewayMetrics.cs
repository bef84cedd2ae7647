using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace VaeGateway.Gateway.Telemetry;

/// <summary>What the gateway counts. Durations are in seconds, sizes in bytes.</summary>
internal sealed class GatewayMetrics
{
    public const string MeterName = "VaeGateway";

    private static readonly InstrumentAdvice<double> SecondsBuckets = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    private readonly Counter<long> _requests;
    private readonly Counter<long> _bytesSaved;
    private readonly Counter<long> _encodes;
    private readonly Counter<long> _encodesDropped;
    private readonly UpDownCounter<long> _queueDepth;
    private readonly Counter<long> _capturesAbandoned;
    private readonly Counter<long> _storeErrors;
    private readonly Histogram<double> _encodeSeconds;
    private readonly Histogram<double> _decodeSeconds;

    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _requests = meter.CreateCounter<long>("vaegateway.requests", "{request}", "Requests by outcome; a bypass names its reason.");
        _bytesSaved = meter.CreateCounter<long>("vaegateway.saved", "By", "Bytes of originals less bytes sent, over all hits.");
        _encodes = meter.CreateCounter<long>("vaegateway.encodes", "{image}", "Images encoded, by result.");
        _encodesDropped = meter.CreateCounter<long>("vaegateway.encode.dropped", "{image}", "Images not encoded because the queue was full.");
        _queueDepth = meter.CreateUpDownCounter<long>("vaegateway.encode.queue.depth", "{image}", "Images waiting for their encode.");
        _capturesAbandoned = meter.CreateCounter<long>("vaegateway.captures.abandoned", "{image}", "Images not captured to the end, by reason.");
        _storeErrors = meter.CreateCounter<long>("vaegateway.store.errors", "{error}", "Failures of the latent store, by operation.");
        _encodeSeconds = meter.CreateHistogram("vaegateway.encode.duration", "s", "Seconds to encode and check one image.", null, SecondsBuckets);
        _decodeSeconds = meter.CreateHistogram("vaegateway.decode.duration", "s", "Seconds to make one rendition.", null, SecondsBuckets);
    }

    public void Hit(string outcome, long bytesSaved)
    {
        _requests.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        if (bytesSaved > 0)
        {
            _bytesSaved.Add(bytesSaved);
        }
    }

    public void Miss() => _requests.Add(1, new KeyValuePair<string, object?>("outcome", "miss"));

    public void Bypass(string reason) => _requests.Add(1, new TagList { { "outcome", "bypass" }, { "reason", reason } });

    public void Encoded(string result, TimeSpan duration)
    {
        _encodes.Add(1, new KeyValuePair<string, object?>("result", result));
        _encodeSeconds.Record(duration.TotalSeconds);
    }

    public void EncodeDropped() => _encodesDropped.Add(1);

    public void QueueDepthChanged(int by) => _queueDepth.Add(by);

    public void Decoded(TimeSpan duration) => _decodeSeconds.Record(duration.TotalSeconds);

    public void CaptureAbandoned(string reason) => _capturesAbandoned.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void StoreFailed(string operation) => _storeErrors.Add(1, new KeyValuePair<string, object?>("operation", operation));
}
