using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Telemetry;

namespace VaeGateway.Gateway.Origin;

/// <summary>Collects one body as it streams by and hands it on when it is whole. Too big, too long, too short: it gives up silently.</summary>
/// <param name="plan">What the body was fetched for; learns what became of it.</param>
/// <param name="head">The response without its body.</param>
/// <param name="expectedBytes">Content-Length, if the origin sent one.</param>
/// <param name="maxBytes">Most bytes to collect.</param>
/// <param name="memory">The body's share of the capture memory; goes with it.</param>
/// <param name="keep">Takes the whole response and its share; says why it is not stored, or null if it is.</param>
/// <param name="metrics">Counts the bodies given up.</param>
internal sealed class BodyCapture(
    FillPlan plan,
    StoredResponse head,
    long? expectedBytes,
    int maxBytes,
    CaptureMemory.Share memory,
    Func<StoredResponse, CaptureMemory.Share, ValueTask<string?>> keep,
    GatewayMetrics metrics) : IBodySink
{
    private readonly MemoryStream _bytes = new((int)Math.Min(expectedBytes ?? 0, maxBytes));
    private bool _closed;

    public ValueTask AppendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_closed)
        {
            return ValueTask.CompletedTask;
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
            _bytes.Write(bytes.Span);
        }

        // Stored before the client has the last byte, so that its next request finds it.
        return length == expectedBytes ? CompleteAsync() : ValueTask.CompletedTask;
    }

    public async ValueTask CompleteAsync()
    {
        if (_closed)
        {
            return;
        }

        if (IsEmptyImage || (expectedBytes is { } expected && expected != _bytes.Length))
        {
            GiveUp("length");
            return;
        }

        _closed = true;
        var body = _bytes.Capacity == _bytes.Length ? _bytes.GetBuffer() : _bytes.ToArray();
        var response = head with { Body = body, Image = head.Image is { } image ? image with { OriginBytes = body.Length } : null };
        plan.BypassReason = await keep(response, memory);
        plan.Flight?.Land(plan.BypassReason is null);
    }

    public void Dispose()
    {
        if (!_closed)
        {
            GiveUp("broken-off");
        }
    }

    private bool IsEmptyImage => head.Image is not null && _bytes.Length == 0;

    private void GiveUp(string reason)
    {
        _closed = true;
        _bytes.SetLength(0);
        _bytes.Capacity = 0;
        memory.Dispose();
        plan.BypassReason = reason;
        plan.Flight?.Land(isStored: false);
        metrics.CaptureAbandoned(reason);
    }
}
