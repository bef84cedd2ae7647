using Microsoft.Extensions.Time.Testing;
using VaeGateway.Gateway.Caching;

namespace VaeGateway.Gateway.Tests.Caching;

public sealed class ByteBoundedCacheTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Drops_the_least_recently_used_first()
    {
        var cache = new ByteBoundedCache<int>(4000, _clock);
        cache.Set("a", 1, 1000, Hour);
        cache.Set("b", 2, 1000, Hour);
        cache.Set("c", 3, 1000, Hour);
        Assert.True(cache.TryGet("a", out _));

        cache.Set("d", 4, 1000, Hour);

        Assert.False(cache.TryGet("b", out _));
        Assert.True(cache.TryGet("a", out _) && cache.TryGet("c", out _) && cache.TryGet("d", out var d) && d == 4);
    }

    [Fact]
    public void Never_holds_more_than_its_bound()
    {
        var cache = new ByteBoundedCache<int>(10_000, _clock);
        for (var i = 0; i < 1000; i++)
        {
            cache.Set($"key {i % 37}", i, i % 3000, Hour);
            Assert.InRange(cache.SizeBytes, 0, 10_000);
        }
    }

    [Fact]
    public void Does_not_clear_the_house_for_one_that_never_fits()
    {
        var cache = new ByteBoundedCache<int>(4000, _clock);
        cache.Set("a", 1, 1000, Hour);
        cache.Set("huge", 2, 5000, Hour);

        Assert.True(cache.TryGet("a", out _));
        Assert.False(cache.TryGet("huge", out _));
    }

    [Fact]
    public void Replacing_and_removing_free_their_bytes()
    {
        var cache = new ByteBoundedCache<int>(4000, _clock);
        cache.Set("a", 1, 1000, Hour);
        cache.Set("a", 2, 10, Hour);
        Assert.InRange(cache.SizeBytes, 1, 999);

        cache.Remove("a");
        Assert.Equal(0, cache.SizeBytes);
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void Forgets_after_the_lifetime()
    {
        var cache = new ByteBoundedCache<int>(4000, _clock);
        cache.Set("a", 1, 10, Hour);
        _clock.Advance(Hour);

        Assert.False(cache.TryGet("a", out _));
        Assert.Equal(0, cache.SizeBytes);
    }
}
