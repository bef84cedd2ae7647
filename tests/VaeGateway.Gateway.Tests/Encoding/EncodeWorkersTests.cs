using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using VaeGateway.Gateway.Encoding;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Tests.Pipeline;
using VaeGateway.Gateway.Tests.Support;

namespace VaeGateway.Gateway.Tests.Encoding;

public sealed class EncodeWorkersTests : IDisposable
{
    private readonly GatewayHost _gateway = new(("VaeGateway:Encoding:Workers", "1"));

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task On_shutdown_the_image_at_hand_is_finished_and_the_rest_is_left()
    {
        using var memory = new BlockingMemory();
        var queue = _gateway.Services.GetRequiredService<EncodeQueue>();
        var workers = _gateway.Services.GetServices<IHostedService>().OfType<EncodeWorkers>().Single();
        for (var i = 0; i < 3; i++)
        {
            Assert.True(queue.TryEnqueue(Job($"key {i}", memory)));
        }

        await memory.Reached.WaitAsync(TimeSpan.FromSeconds(30));
        var stopping = workers.StopAsync(CancellationToken.None);
        memory.Continue();
        await stopping.WaitAsync(TimeSpan.FromSeconds(30));

        var store = _gateway.Services.GetRequiredService<ILatentStore>();
        Assert.NotNull(await store.GetAsync(new CacheKey("key 0"), CancellationToken.None));
        Assert.Equal(2, queue.Depth);
    }

    [Fact]
    public async Task A_stale_image_is_not_stored()
    {
        var queue = _gateway.Services.GetRequiredService<EncodeQueue>();
        var key = new CacheKey("stale");
        var job = Job(key.Canonical, new MemoryStream());
        Assert.True(queue.TryEnqueue(job with { Original = job.Original with { StoredAt = DateTimeOffset.UtcNow.AddHours(-2) } }));
        for (var i = 0; i < 500 && queue.Contains(key); i++)
        {
            await Task.Delay(20);
        }

        Assert.Null(await _gateway.Services.GetRequiredService<ILatentStore>().GetAsync(key, CancellationToken.None));
    }

    [Fact]
    public async Task A_latent_does_not_bring_back_what_was_invalidated_or_replaced()
    {
        var (queue, store) = (_gateway.Services.GetRequiredService<EncodeQueue>(), _gateway.Services.GetRequiredService<ILatentStore>());
        var (gone, newer) = (Job("gone", new MemoryStream()), Job("newer", new MemoryStream()));
        var replacement = newer.Original with { Id = 2, Body = TestImages.EasyPng[..^1] };
        await store.SetAsync(newer.Key, replacement, TimeSpan.FromHours(1), CancellationToken.None);
        foreach (var job in new[] { gone, newer })
        {
            Assert.True(queue.TryEnqueue(job with { IsStored = true }));
        }

        for (var i = 0; i < 500 && (queue.Contains(gone.Key) || queue.Contains(newer.Key)); i++)
        {
            await Task.Delay(20);
        }

        Assert.Null(await store.GetAsync(gone.Key, CancellationToken.None));
        Assert.Same(replacement, await store.GetAsync(newer.Key, CancellationToken.None));
    }

    private static EncodeJob Job(string key, IDisposable memory) => new(
        new CacheKey(key),
        new VariantChoice([]),
        new CacheKey(key),
        StoredResponses.Image(TestImages.EasyPng) with { StoredAt = DateTimeOffset.UtcNow },
        IsStored: false,
        memory);

    /// <summary>Holds a worker at the end of its first image.</summary>
    private sealed class BlockingMemory : IDisposable
    {
        private readonly TaskCompletionSource _reached = new();
        private readonly ManualResetEventSlim _go = new();

        public Task Reached => _reached.Task;

        public void Continue() => _go.Set();

        public void Dispose()
        {
            _reached.TrySetResult();
            _go.Wait(TimeSpan.FromSeconds(30));
        }
    }
}
