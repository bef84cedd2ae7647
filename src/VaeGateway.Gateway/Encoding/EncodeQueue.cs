using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.Telemetry;

namespace VaeGateway.Gateway.Encoding;

/// <summary>Images that wait for their encode: bounded, each key once. A full queue drops the newcomer, never blocks a request.</summary>
internal sealed class EncodeQueue(IOptions<EncodingOptions> options, GatewayMetrics metrics, ILogger<EncodeQueue> logger)
{
    private readonly Channel<EncodeJob> _jobs = Channel.CreateBounded<EncodeJob>(options.Value.QueueCapacity);
    private readonly ConcurrentDictionary<CacheKey, bool> _pending = new();
    private int _complaining;

    /// <summary>Jobs that wait; those being worked on don't count.</summary>
    public int Depth => _jobs.Reader.Count;

    /// <summary>Whether the response of this key waits or is being worked on.</summary>
    public bool Contains(CacheKey key) => _pending.ContainsKey(key);

    /// <summary>Takes the job over, and disposes it if it isn't needed or can't be queued.</summary>
    /// <returns>Whether the key is on its way, be it by this job or by an earlier one.</returns>
    public bool TryEnqueue(EncodeJob job)
    {
        if (!_pending.TryAdd(job.ResponseKey, true))
        {
            job.Dispose();
            return true;
        }

        if (_jobs.Writer.TryWrite(job))
        {
            metrics.QueueDepthChanged(by: 1);
            _complaining = 0;
            return true;
        }

        Release(job);
        metrics.EncodeDropped();
        if (Interlocked.Exchange(ref _complaining, 1) == 0)
        {
            logger.QueueFull(options.Value.QueueCapacity);
        }

        return false;
    }

    /// <summary>Hands out jobs, to any number of readers; each must be given back by <see cref="Release"/>.</summary>
    public async IAsyncEnumerable<EncodeJob> ReadAllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var job in _jobs.Reader.ReadAllAsync(cancellation))
        {
            metrics.QueueDepthChanged(by: -1);
            yield return job;
        }
    }

    /// <summary>Frees the job's memory and its key.</summary>
    public void Release(EncodeJob job)
    {
        _pending.TryRemove(job.ResponseKey, out _);
        job.Dispose();
    }
}
