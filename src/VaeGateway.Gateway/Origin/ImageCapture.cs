using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Telemetry;

namespace VaeGateway.Gateway.Origin;

/// <summary>Collects one image as it streams by and queues it at its true end. Too big, too long, too short: it gives up silently.</summary>
/// <param name="plan">Where the image goes; learns what became of it.</param>
/// <param name="target">What it is wanted for.</param>
/// <param name="head">The image without its bytes.</param>
/// <param name="expectedBytes">Content-Length, if the origin sent one.</param>
/// <param name="maxBytes">Most bytes to collect.</param>
/// <param name="memory">The image's share of the capture memory; goes with it into the queue.</param>
/// <param name="queue-full">Takes the image when it is whole.</param>
/// <param name="metrics">Counts the images given up.</param>
internal sealed class ImageCapture(
    FillPlan plan,
    EncodeTarget target,
    StoredImage head,
    long? expectedBytes,
    int maxBytes,
    CaptureMemory.Share memory,
    EncodeQueue queue,
    GatewayMetrics metrics) : IBodySink
{
    private readonly MemoryStream _bytes = new((int)Math.Min(expectedBytes ?? 0, maxBytes));
    private bool _closed;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_closed)
        {
            return;
        }

        var length = _bytes.Length + bytes.Length;
        if (length > maxBytes)
        {
            GiveUp("too-big");
        }
        else if (!memory.TryGrowTo(length))
        {
            GiveUp("memory");
        }
        else
        {
            _bytes.Write(bytes);
        }
    }

    public void Complete()
    {
        if (_closed)
        {
            return;
        }

        if (_bytes.Length == 0 || (expectedBytes is { } expected && expected != _bytes.Length))
        {
            GiveUp("length");
            return;
        }

        _closed = true;
        var payload = _bytes.Capacity == _bytes.Length ? _bytes.GetBuffer() : _bytes.ToArray();
        var job = new EncodeJob(plan.Key, head with { Payload = payload, OriginBytes = payload.Length }, target, memory);
        plan.BypassReason = queue.TryEnqueue(job) ? null : "queue-full";
    }

    public void Dispose()
    {
        if (!_closed)
        {
            GiveUp("broken-off");
        }
    }

    private void GiveUp(string reason)
    {
        _closed = true;
        _bytes.SetLength(0);
        _bytes.Capacity = 0;
        memory.Dispose();
        plan.BypassReason = reason;
        metrics.CaptureAbandoned(reason);
    }
}
