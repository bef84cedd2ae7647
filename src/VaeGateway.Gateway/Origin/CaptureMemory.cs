using Microsoft.Extensions.Options;

namespace VaeGateway.Gateway.Origin;

/// <summary>Bounds the bytes of all bodies that are captured or wait for their encode. Safe for concurrent use.</summary>
internal sealed class CaptureMemory(IOptions<OriginOptions> options)
{
    private long _usedBytes;

    public long UsedBytes => Interlocked.Read(ref _usedBytes);

    /// <summary>An empty share; it grows as its body comes in.</summary>
    public Share Open() => new(this);

    private bool TryTake(long sizeBytes)
    {
        if (Interlocked.Add(ref _usedBytes, sizeBytes) <= options.Value.MaxCaptureMemory)
        {
            return true;
        }

        Interlocked.Add(ref _usedBytes, -sizeBytes);
        return false;
    }

    /// <summary>What one body holds; disposing gives it back.</summary>
    internal sealed class Share(CaptureMemory memory) : IDisposable
    {
        private long _heldBytes;

        /// <summary>Grows to so many bytes; false if that is more than is left.</summary>
        public bool TryGrowTo(long sizeBytes)
        {
            var more = sizeBytes - _heldBytes;
            if (more > 0 && !memory.TryTake(more))
            {
                return false;
            }

            _heldBytes = Math.Max(_heldBytes, sizeBytes);
            return true;
        }

        public void Dispose() => Interlocked.Add(ref memory._usedBytes, -Interlocked.Exchange(ref _heldBytes, 0));
    }
}
