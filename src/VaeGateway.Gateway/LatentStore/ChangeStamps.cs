namespace VaeGateway.Gateway.LatentStore;

/// <summary>Tells whether a key may have changed since. Keys share a fixed number of counters, so that another's change may count too.</summary>
internal sealed class ChangeStamps
{
    private const int Count = 1024;

    private readonly long[] _counters = new long[Count];

    public long Of(string key) => Interlocked.Read(ref _counters[IndexOf(key)]);

    public void Touch(string key) => Interlocked.Increment(ref _counters[IndexOf(key)]);

    private static int IndexOf(string key) => (int)((uint)StringComparer.Ordinal.GetHashCode(key) % Count);
}
