using Microsoft.Extensions.DependencyInjection;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.IntegrationTests.Hosting;
using VaeGateway.IntegrationTests.InProcess;

namespace VaeGateway.IntegrationTests.Redis;

/// <summary>The store of a gateway against a real Redis: who may put a latent in an image's place.</summary>
public sealed class EncodeLeaseTests(EncodeLeaseTests.Nodes nodes) : IClassFixture<EncodeLeaseTests.Nodes>
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ILatentStore _store = nodes.Store;

    [Fact]
    public async Task One_at_a_time_has_the_lease()
    {
        var key = new CacheKey("lease");
        var first = await _store.TryLeaseAsync(key, Hour);

        Assert.NotNull(first);
        Assert.Null(await _store.TryLeaseAsync(key, Hour));

        await _store.ReleaseAsync(key, first.Value);
        Assert.NotNull(await _store.TryLeaseAsync(key, Hour));
    }

    [Fact]
    public async Task Whose_lease_ran_out_can_neither_store_nor_release_its_successors()
    {
        var (key, image) = (new CacheKey("late"), Image(1));
        await _store.SetAsync(key, image, Hour, CancellationToken.None);
        var late = await _store.TryLeaseAsync(key, TimeSpan.FromMilliseconds(50));
        var successor = await Eventually.GetAsync(async () => await _store.TryLeaseAsync(key, Hour), lease => lease is not null);

        Assert.False(await _store.ReplaceAsync(key, image, image with { Form = BodyForm.Latent, Body = [6, 6, 6] }, Hour, late!.Value));
        await _store.ReleaseAsync(key, late.Value);

        var seen = await _store.GetAsync(key, CancellationToken.None);
        Assert.Equal(image.Body, Assert.IsType<StoredResponse>(seen).Body);
        Assert.True(await _store.ReplaceAsync(key, seen, image with { Form = BodyForm.Latent, Body = [7] }, Hour, successor!.Value));
        Assert.Equal([7], Assert.IsType<StoredResponse>(await _store.GetAsync(key, CancellationToken.None)).Body);
    }

    [Fact]
    public async Task What_has_changed_since_it_was_read_is_not_overwritten()
    {
        var (key, image) = (new CacheKey("changed"), Image(2));
        await _store.SetAsync(key, image, Hour, CancellationToken.None);
        var lease = await _store.TryLeaseAsync(key, Hour);
        var newer = image with { Body = [9, 9] };
        await _store.SetAsync(key, newer, Hour, CancellationToken.None);

        Assert.False(await _store.ReplaceAsync(key, image, image with { Form = BodyForm.Latent, Body = [7] }, Hour, lease!.Value));
        Assert.Equal(newer.Body, Assert.IsType<StoredResponse>(await _store.GetAsync(key, CancellationToken.None)).Body);
    }

    private static StoredResponse Image(byte content) => new()
    {
        Id = content,
        Epoch = 0,
        Status = 200,
        Headers = new Microsoft.AspNetCore.Http.HeaderDictionary { ["Content-Type"] = "image/png" },
        StoredAt = DateTimeOffset.UtcNow,
        Freshness = new Freshness(TimeSpan.Zero, Hour),
        Form = BodyForm.Encoding,
        Body = [content, content],
        Image = new ImageFacts { ModelTag = "any", Quality = 40, OriginBytes = 2 },
    };

    /// <summary>A gateway in this process with a Redis of its own.</summary>
    public sealed class Nodes : IAsyncLifetime, IDisposable
    {
        private readonly InProcessGateway _gateway = new();
        private RedisServer? _redis;

        internal ILatentStore Store => _gateway.Services.GetRequiredService<ILatentStore>();

        public async Task InitializeAsync()
        {
            _redis = await RedisServer.StartAsync();
            _gateway.Settings = [("VaeGateway:LatentStore:Redis", _redis.Address), ("VaeGateway:LatentStore:RedisTimeout", "00:00:05")];
            await _gateway.InitializeAsync();
        }

        public async Task DisposeAsync()
        {
            await ((IAsyncLifetime)_gateway).DisposeAsync();
            await _redis!.DisposeAsync();
        }

        public void Dispose() => _gateway.Dispose();
    }
}
