using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Tests.HttpCaching;

public sealed class ReusePolicyTests
{
    [Theory]
    [InlineData("max-age=60", 1, nameof(Reuse.Fresh))]
    [InlineData("max-age=60", 0, nameof(Reuse.Stale))]
    [InlineData("max-age=60", -1, nameof(Reuse.Stale))]
    [InlineData("max-age=60, no-cache", 1, nameof(Reuse.Stale))]
    [InlineData("max-age=60, no-cache=\"x\"", 1, nameof(Reuse.Fresh))]
    [InlineData("max-age=60, must-revalidate", 1, nameof(Reuse.Fresh))]
    [InlineData("max-age=60, stale-while-revalidate=10", -9, nameof(Reuse.WhileRevalidating))]
    [InlineData("max-age=60, stale-while-revalidate=10", -10, nameof(Reuse.Stale))]
    [InlineData("s-maxage=60, stale-while-revalidate=10", -9, nameof(Reuse.WhileRevalidating))]
    [InlineData("max-age=60, stale-while-revalidate=10, must-revalidate", -9, nameof(Reuse.Stale))]
    [InlineData("max-age=60, stale-while-revalidate=10, proxy-revalidate", -9, nameof(Reuse.Stale))]
    [InlineData("max-age=60, stale-while-revalidate=ten", -9, nameof(Reuse.Stale))]
    public void The_response_decides(string stored, int freshForSeconds, string expected) =>
        Assert.Equal(expected, Decide("", stored, freshForSeconds));

    [Theory]
    [InlineData("max-stale=10", "max-age=60", -9, nameof(Reuse.Fresh))]
    [InlineData("max-stale=10", "max-age=60", -11, nameof(Reuse.Stale))]
    [InlineData("max-stale", "max-age=60", -1_000_000, nameof(Reuse.Fresh))]
    [InlineData("max-stale", "max-age=60, must-revalidate", -1, nameof(Reuse.Stale))]
    [InlineData("max-stale", "s-maxage=60", -1, nameof(Reuse.Stale))]
    [InlineData("no-cache", "max-age=60", 1, nameof(Reuse.Fresh))]
    [InlineData("max-age=0", "max-age=60", 1, nameof(Reuse.Fresh))]
    [InlineData("min-fresh=30", "max-age=60", 1, nameof(Reuse.Fresh))]
    public void A_client_may_lower_the_bar_but_not_raise_it(string asked, string stored, int freshForSeconds, string expected) =>
        Assert.Equal(expected, Decide(asked, stored, freshForSeconds));

    [Theory]
    [InlineData("no-cache", nameof(Reuse.AskedForNewer))]
    [InlineData("max-age=0", nameof(Reuse.AskedForNewer))]
    [InlineData("max-age=5", nameof(Reuse.AskedForNewer))]
    [InlineData("max-age=20", nameof(Reuse.Fresh))]
    [InlineData("min-fresh=51", nameof(Reuse.AskedForNewer))]
    [InlineData("min-fresh=50", nameof(Reuse.Fresh))]
    public void A_client_may_raise_it_where_the_operator_lets_it(string asked, string expected) =>
        Assert.Equal(expected, Decide(asked, "max-age=60", 50, new HttpCachingOptions { HonorClientNoCache = true }));

    [Fact]
    public void Pragma_asks_for_newer_only_without_cache_control()
    {
        var options = new HttpCachingOptions { HonorClientNoCache = true };
        Reuse Of(string request) => ReusePolicy.Decide(
            Heads.Of(request), Heads.Of("Cache-Control: max-age=60"), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(59), options);

        Assert.Equal(Reuse.AskedForNewer, Of("Pragma: no-cache"));
        Assert.Equal(Reuse.Fresh, Of("Pragma: no-cache|Cache-Control: max-stale"));
    }

    [Theory]
    [InlineData("", "max-age=60", 3600, true)]
    [InlineData("", "max-age=60", 100_000, false)]
    [InlineData("", "max-age=60, stale-if-error=10", 9, true)]
    [InlineData("", "max-age=60, stale-if-error=10", 11, false)]
    [InlineData("", "max-age=60, stale-if-error=200000", 100_000, true)]
    [InlineData("", "s-maxage=60", 1, false)]
    [InlineData("", "s-maxage=60, stale-if-error=10", 1, true)]
    [InlineData("", "max-age=60, must-revalidate", 1, false)]
    [InlineData("", "max-age=60, must-revalidate, stale-if-error=10", 1, false)]
    [InlineData("", "max-age=60, proxy-revalidate", 1, false)]
    [InlineData("", "max-age=60, no-cache", 1, false)]
    [InlineData("stale-if-error=10", "max-age=60", 9, true)]
    [InlineData("stale-if-error=10", "max-age=60", 11, false)]
    [InlineData("stale-if-error=10", "s-maxage=60", 9, false)]
    public void A_stale_response_stands_in_for_a_failing_origin_where_it_may(string asked, string stored, int staleSeconds, bool expected) =>
        Assert.Equal(expected, MayStandIn(asked, stored, staleSeconds, lifetimeSeconds: 60));

    [Fact]
    public void One_that_never_was_fresh_stands_in_only_where_it_says_so()
    {
        Assert.False(MayStandIn("", "max-age=0", 1, lifetimeSeconds: 0));
        Assert.True(MayStandIn("", "max-age=0, stale-if-error=10", 1, lifetimeSeconds: 0));
    }

    private static bool MayStandIn(string asked, string stored, int staleSeconds, int lifetimeSeconds) => ReusePolicy.MayStandIn(
        Heads.Of($"Cache-Control: {asked}"),
        Heads.Of($"Cache-Control: {stored}"),
        TimeSpan.FromSeconds(lifetimeSeconds),
        TimeSpan.FromSeconds(staleSeconds),
        new HttpCachingOptions());

    private static string Decide(string asked, string stored, int freshForSeconds, HttpCachingOptions? options = null) => ReusePolicy.Decide(
        Heads.Of($"Cache-Control: {asked}"),
        Heads.Of($"Cache-Control: {stored}"),
        TimeSpan.FromSeconds(60 - freshForSeconds),
        TimeSpan.FromSeconds(freshForSeconds),
        options ?? new HttpCachingOptions()).ToString();
}
