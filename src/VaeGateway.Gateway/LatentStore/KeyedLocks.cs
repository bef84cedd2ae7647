namespace VaeGateway.Gateway.LatentStore;

/// <summary>Lets one at a time change what is under a key. Keys share a fixed number of locks.</summary>
internal sealed class KeyedLocks
{
    private const int Count = 64;

    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, Count).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits for its turn; disposing ends it.</summary>
    public async ValueTask<IDisposable> EnterAsync(string key)
    {
        var one = _locks[(uint)StringComparer.Ordinal.GetHashCode(key) % Count];
        await one.WaitAsync();
        return new Turn(one);
    }

    private sealed class Turn(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
