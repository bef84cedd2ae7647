using System.Diagnostics.Tracing;

namespace VaeGateway.Cli.CodecSpeed;

/// <summary>Counts what the process allocates on the large object heap. The runtime tells each time another 100 kB have gone there.</summary>
internal sealed class LargeObjectMeter : EventListener
{
    private const string RuntimeSource = "Microsoft-Windows-DotNETRuntime";
    private const EventKeywords Collector = (EventKeywords)1;
    private const string TickEvent = "GCAllocationTick";
    private const uint LargeKind = 1;

    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == RuntimeSource)
        {
            EnableEvents(eventSource, EventLevel.Verbose, Collector);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith(TickEvent, StringComparison.Ordinal) == true && Field(eventData, "AllocationKind") is LargeKind)
        {
            Interlocked.Add(ref _bytes, (long)(ulong)Field(eventData, "AllocationAmount64")!);
        }
    }

    private static object? Field(EventWrittenEventArgs data, string name) => data.PayloadNames!.IndexOf(name) is var i and >= 0 ? data.Payload![i] : null;
}
