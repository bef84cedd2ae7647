using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.Origin;
using VaeGateway.Gateway.Tests.Support;

namespace VaeGateway.Gateway.Tests.Origin;

public sealed class ImageCaptureTests : IDisposable
{
    private readonly CountedMetrics _counted = new();
    private readonly CaptureMemory _memory = new(Options.Create(new OriginOptions { MaxCaptureMemory = 1000 }));
    private readonly EncodeQueue _queue;
    private FillPlan _plan = new(new CacheKey("k"), "uri-miss", EncodeTarget.Latent, WantsWhole: true) { RequestTime = StoredImages.Noon };

    public ImageCaptureTests() =>
        _queue = new EncodeQueue(Options.Create(new EncodingOptions { QueueCapacity = 1 }), _counted.Metrics, NullLogger<EncodeQueue>.Instance);

    public void Dispose() => _counted.Dispose();

    [Theory]
    [InlineData(3L)]
    [InlineData(null)]
    public async Task A_whole_image_is_queued(long? expectedBytes)
    {
        using (var capture = Open(expectedBytes))
        {
            capture.Append([1, 2]);
            capture.Append([3]);
            capture.Complete();
        }

        Assert.Null(_plan.BypassReason);
        Assert.Equal(3, _memory.UsedBytes);
        await foreach (var job in _queue.ReadAllAsync(CancellationToken.None))
        {
            Assert.Equal([1, 2, 3], job.Original.Payload);
            Assert.Equal(3, job.Original.OriginBytes);
            _queue.Release(job);
            break;
        }

        Assert.Equal(0, _memory.UsedBytes);
    }

    [Fact]
    public void A_broken_off_image_is_not() => AssertGivenUp("broken-off", capture => capture.Append([1, 2]));

    [Fact]
    public void A_short_image_is_not() => AssertGivenUp("length", capture =>
    {
        capture.Append([1, 2]);
        capture.Complete();
    });

    [Fact]
    public void An_empty_image_is_not() => AssertGivenUp("length", capture => capture.Complete());

    [Fact]
    public void A_too_big_image_is_not() => AssertGivenUp("too-big", capture =>
    {
        capture.Append(new byte[501]);
        capture.Complete();
    });

    [Fact]
    public void An_image_beyond_the_shared_memory_is_not()
    {
        using var other = _memory.Open();
        Assert.True(other.TryGrowTo(900));
        using (var capture = Open(null))
        {
            capture.Append(new byte[200]);
            capture.Complete();
        }

        Assert.Equal("memory", _plan.BypassReason);
        Assert.Equal(900, _memory.UsedBytes);
    }

    [Fact]
    public void A_full_queue_gives_the_memory_back()
    {
        using (var first = Open(1))
        {
            first.Append([1]);
            first.Complete();
        }

        _plan = _plan with { Key = new CacheKey("other") };
        using (var second = Open(1))
        {
            second.Append([1]);
            second.Complete();
        }

        Assert.Equal("queue-full", _plan.BypassReason);
        Assert.Equal(1, _memory.UsedBytes);
        Assert.Equal(1, _counted["vaegateway.encode.dropped"]);
    }

    private void AssertGivenUp(string reason, Action<ImageCapture> act)
    {
        using (var capture = Open(expectedBytes: 3))
        {
            act(capture);
        }

        Assert.Equal(reason, _plan.BypassReason);
        Assert.Equal(0, _queue.Depth);
        Assert.Equal(0, _memory.UsedBytes);
        Assert.Equal(1, _counted["vaegateway.captures.abandoned"]);
    }

    private ImageCapture Open(long? expectedBytes) => new(
        _plan, EncodeTarget.Latent, StoredImages.Original([]), expectedBytes, maxBytes: 500, _memory.Open(), _queue, _counted.Metrics);
}
