using System.Diagnostics.CodeAnalysis;

namespace VaeGateway.Gateway.Caching;

/// <summary>A map in memory that drops what was used longest ago once it holds more than so many bytes. Safe for concurrent use.</summary>
internal sealed class ByteBoundedCache<TValue>(long maxBytes, TimeProvider clock)
{
    /// <summary>What an entry costs beside its key and value, roughly: nodes, table slots, object headers.</summary>
    private const int OverheadBytes = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = new();

    /// <summary>Bytes held, estimated.</summary>
    public long SizeBytes { get; private set; }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byKey.Count;
            }
        }
    }

    public bool TryGet(string key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            if (_byKey.TryGetValue(key, out var node))
            {
                if (node.Value.ExpiresAt > clock.GetUtcNow())
                {
                    _byUse.Remove(node);
                    _byUse.AddFirst(node);
                    value = node.Value.Value;
                    return true;
                }

                Drop(node);
            }
        }

        value = default;
        return false;
    }

    /// <summary>Adds or replaces an entry. One that is bigger than the whole cache is not kept.</summary>
    /// <returns>Whether it is kept.</returns>
    public bool Set(string key, TValue value, long sizeBytes, TimeSpan lifetime)
    {
        lock (_gate)
        {
            return Put(key, value, sizeBytes, lifetime);
        }
    }

    /// <summary>Replaces an entry if it is the one that is meant.</summary>
    /// <returns>Whether it was and the new one is kept.</returns>
    public bool Replace(string key, Func<TValue, bool> isMeant, TValue value, long sizeBytes, TimeSpan lifetime)
    {
        lock (_gate)
        {
            return _byKey.TryGetValue(key, out var old) && isMeant(old.Value.Value) && Put(key, value, sizeBytes, lifetime);
        }
    }

    public void Remove(string key)
    {
        lock (_gate)
        {
            if (_byKey.TryGetValue(key, out var node))
            {
                Drop(node);
            }
        }
    }

    private bool Put(string key, TValue value, long sizeBytes, TimeSpan lifetime)
    {
        if (_byKey.TryGetValue(key, out var old))
        {
            Drop(old);
        }

        var cost = sizeBytes + (key.Length * sizeof(char)) + OverheadBytes;
        if (cost > maxBytes || lifetime <= TimeSpan.Zero)
        {
            return false;
        }

        while (SizeBytes + cost > maxBytes)
        {
            Drop(_byUse.Last!);
        }

        _byKey[key] = _byUse.AddFirst(new Entry(key, value, cost, clock.GetUtcNow() + lifetime));
        SizeBytes += cost;
        return true;
    }

    private void Drop(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _byKey.Remove(node.Value.Key);
        SizeBytes -= node.Value.Cost;
    }

    private sealed record Entry(string Key, TValue Value, long Cost, DateTimeOffset ExpiresAt);
}
