using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.Tests.Support;

namespace VaeGateway.Gateway.Tests.Encoding;

public sealed class EncodeQueueTests : IDisposable
{
    private readonly CountedMetrics _counted = new();
    private readonly EncodeQueue _queue;

    public EncodeQueueTests() =>
        _queue = new EncodeQueue(Options.Create(new EncodingOptions { QueueCapacity = 2 }), _counted.Metrics, NullLogger<EncodeQueue>.Instance);

    public void Dispose() => _counted.Dispose();

    [Fact]
    public void A_full_queue_drops_the_newcomer_and_counts()
    {
        using var memory = new Memory();
        Assert.True(_queue.TryEnqueue(Job("a")));
        Assert.True(_queue.TryEnqueue(Job("b")));

        Assert.False(_queue.TryEnqueue(Job("c", memory)));

        Assert.True(memory.IsFreed);
        Assert.False(_queue.Contains(new CacheKey("c")));
        Assert.Equal(2, _queue.Depth);
        Assert.Equal(1, _counted["vaegateway.encode.dropped"]);
        Assert.Equal(2, _counted["vaegateway.encode.queue.depth"]);
    }

    [Fact]
    public async Task A_key_waits_once_until_it_is_released()
    {
        using var memory = new Memory();
        Assert.True(_queue.TryEnqueue(Job("a")));
        Assert.True(_queue.TryEnqueue(Job("a", memory)));
        Assert.True(memory.IsFreed);
        Assert.Equal(1, _queue.Depth);

        await foreach (var job in _queue.ReadAllAsync(CancellationToken.None))
        {
            _queue.TryEnqueue(Job("a"));
            Assert.Equal(0, _queue.Depth);
            _queue.Release(job);
            break;
        }

        Assert.True(_queue.TryEnqueue(Job("a")));
        Assert.Equal(1, _queue.Depth);
        Assert.Equal(0, _counted["vaegateway.encode.dropped"]);
    }

    private static EncodeJob Job(string key, Memory? memory = null) =>
        new(new CacheKey(key), new VariantChoice([]), new CacheKey(key), StoredResponses.Image([1]), IsStored: true, memory ?? new Memory());

    private sealed class Memory : IDisposable
    {
        public bool IsFreed { get; private set; }

        public void Dispose() => IsFreed = true;
    }
}
