using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Origin;
using VaeGateway.Gateway.Sites;
using VaeGateway.Gateway.Tests.Support;

namespace VaeGateway.Gateway.Tests.Origin;

public sealed class BodyCaptureTests : IDisposable
{
    private readonly CountedMetrics _counted = new();
    private readonly CaptureMemory _memory = new(Microsoft.Extensions.Options.Options.Create(new OriginOptions { MaxCaptureMemory = 1000 }));
    private readonly OriginFlight _flight = new(_ => { });
    private readonly FillPlan _plan;
    private StoredResponse? _kept;

    public BodyCaptureTests()
    {
        var key = new CacheKey("k");
        _plan = new FillPlan(new Found(key, key, null, null, 0), "uri-miss", StoredResponses.Noon, new ResponsePolicy(40, default, MayEncode: true, new HttpCachingOptions())) { Flight = _flight };
    }

    public void Dispose() => _counted.Dispose();

    [Theory]
    [InlineData(3L)]
    [InlineData(null)]
    public async Task A_whole_body_is_kept(long? expectedBytes)
    {
        using (var capture = Open(expectedBytes))
        {
            await capture.AppendAsync(new byte[] { 1, 2 });
            await capture.AppendAsync(new byte[] { 3 });
            await capture.CompleteAsync();
        }

        Assert.Equal([1, 2, 3], _kept!.Body);
        Assert.Equal(3, _kept.Image!.OriginBytes);
        Assert.Null(_plan.BypassReason);
        Assert.True(await _flight.Landed);
        Assert.Equal(0, _memory.UsedBytes);
    }

    [Fact]
    public async Task A_body_of_known_length_is_kept_with_its_last_byte()
    {
        using var capture = Open(expectedBytes: 2);
        await capture.AppendAsync(new byte[] { 1, 2 });

        Assert.Equal([1, 2], _kept!.Body);
    }

    [Fact]
    public Task A_broken_off_body_is_not() => AssertGivenUpAsync("broken-off", capture => capture.AppendAsync(new byte[] { 1, 2 }));

    [Fact]
    public Task A_short_body_is_not() => AssertGivenUpAsync("length", async capture =>
    {
        await capture.AppendAsync(new byte[] { 1, 2 });
        await capture.CompleteAsync();
    });

    [Fact]
    public Task An_empty_image_is_not() => AssertGivenUpAsync("length", capture => capture.CompleteAsync());

    [Fact]
    public Task A_too_big_body_is_not() => AssertGivenUpAsync("too-big", async capture =>
    {
        await capture.AppendAsync(new byte[501]);
        await capture.CompleteAsync();
    });

    [Fact]
    public async Task An_empty_page_is_kept()
    {
        using var capture = Open(expectedBytes: 0, StoredResponses.Page([]));
        await capture.CompleteAsync();

        Assert.Empty(_kept!.Body);
    }

    [Fact]
    public async Task A_body_beyond_the_shared_memory_is_not()
    {
        using var other = _memory.Open();
        Assert.True(other.TryGrowTo(900));
        using (var capture = Open(null))
        {
            await capture.AppendAsync(new byte[200]);
            await capture.CompleteAsync();
        }

        Assert.Equal("memory", _plan.BypassReason);
        Assert.Equal(900, _memory.UsedBytes);
    }

    private async Task AssertGivenUpAsync(string reason, Func<BodyCapture, ValueTask> act)
    {
        using (var capture = Open(expectedBytes: 3))
        {
            await act(capture);
        }

        Assert.Equal(reason, _plan.BypassReason);
        Assert.Null(_kept);
        Assert.False(await _flight.Landed);
        Assert.Equal(0, _memory.UsedBytes);
        Assert.Equal(1, _counted["vaegateway.captures.abandoned"]);
    }

    private BodyCapture Open(long? expectedBytes, StoredResponse? head = null) =>
        new(_plan, head ?? StoredResponses.Image([]), expectedBytes, maxBytes: 500, _memory.Open(), KeepAsync, _counted.Metrics);

    private ValueTask<string?> KeepAsync(StoredResponse response, CaptureMemory.Share share)
    {
        _kept = response;
        share.Dispose();
        return ValueTask.FromResult<string?>(null);
    }
}
