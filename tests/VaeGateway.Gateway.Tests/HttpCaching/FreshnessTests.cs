using System.Globalization;
using Microsoft.AspNetCore.Http;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Tests.HttpCaching;

public sealed class FreshnessTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly HttpCachingOptions Options = new();

    [Theory]
    [InlineData("max-age=60", null, 60)]
    [InlineData("max-age=60, s-maxage=90", null, 90)]
    [InlineData("s-maxage=0, max-age=60", null, 0)]
    [InlineData("max-age=60", 3600, 60)]
    [InlineData("public", 3600, 3600)]
    [InlineData("", 3600, 3600)]
    [InlineData("", -10, 0)]
    [InlineData("", null, 300)]
    public void Explicit_lifetime_wins_in_order(string cacheControl, int? expiresInSeconds, int lifetimeSeconds)
    {
        var headers = Headers(date: Now);
        headers["Cache-Control"] = cacheControl;
        if (expiresInSeconds is { } seconds)
        {
            headers["Expires"] = Format(Now.AddSeconds(seconds));
        }

        Assert.Equal(TimeSpan.FromSeconds(lifetimeSeconds), Of(headers).Lifetime);
    }

    [Fact]
    public void Expires_that_is_no_date_lies_in_the_past()
    {
        var headers = Headers(Now);
        headers["Expires"] = "0";

        Assert.Equal(TimeSpan.Zero, Of(headers).Lifetime);
    }

    [Theory]
    [InlineData(10 * 24 * 60, 24 * 60)]
    [InlineData(1000, 100)]
    [InlineData(100_000, 24 * 60)]
    [InlineData(1, 5)]
    [InlineData(-1, 5)]
    public void Heuristic_is_a_tenth_of_the_age_within_bounds(int modifiedMinutesAgo, int lifetimeMinutes)
    {
        var headers = Headers(Now);
        headers["Last-Modified"] = Format(Now.AddMinutes(-modifiedMinutesAgo));

        Assert.Equal(TimeSpan.FromMinutes(lifetimeMinutes), Of(headers).Lifetime);
    }

    [Theory]
    [InlineData(200, "text/html", null, 0)]
    [InlineData(200, "text/html", 100, 10)]
    [InlineData(404, "text/html", 100_000, 5)]
    [InlineData(404, "image/png", null, 0)]
    [InlineData(403, "text/html", 100, 0)]
    public void Other_content_is_fresh_only_by_what_it_says(int status, string contentType, int? modifiedMinutesAgo, int lifetimeMinutes)
    {
        var headers = Headers(Now);
        headers["Content-Type"] = contentType;
        if (modifiedMinutesAgo is { } minutes)
        {
            headers["Last-Modified"] = Format(Now.AddMinutes(-minutes));
        }

        Assert.Equal(TimeSpan.FromMinutes(lifetimeMinutes), Freshness.Of(status, headers, Now, Now, Options).Lifetime);
    }

    [Theory]
    [InlineData("40", 40)]
    [InlineData("40, 50", 40)]
    [InlineData("0, 7200", 0)]
    [InlineData("99999999999", int.MaxValue)]
    [InlineData("-5", 0)]
    [InlineData("7.5", 0)]
    [InlineData("soon", 0)]
    public void The_first_age_counts_if_it_is_one(string field, int seconds)
    {
        var headers = Headers(Now);
        headers["Age"] = field;

        Assert.Equal(TimeSpan.FromSeconds(seconds), Of(headers).InitialAge);
    }

    [Fact]
    public void Initial_age_is_the_greater_of_clock_and_field()
    {
        var byClock = Headers(Now.AddSeconds(-50));
        byClock["Age"] = "10";
        var byField = Headers(Now);
        byField["Age"] = "40";

        Assert.Equal(TimeSpan.FromSeconds(50), Of(byClock).InitialAge);
        Assert.Equal(TimeSpan.FromSeconds(42), Freshness.Of(200, byField, Now.AddSeconds(-2), Now, Options).InitialAge);
    }

    [Fact]
    public void Remaining_is_what_the_age_leaves()
    {
        var headers = Headers(Now);
        headers["Cache-Control"] = "max-age=60";
        headers["Age"] = "50";
        Assert.Equal(TimeSpan.FromSeconds(10), Of(headers).Remaining);

        headers["Age"] = "70";
        Assert.Equal(TimeSpan.Zero, Of(headers).Remaining);
    }

    private static Freshness Of(IHeaderDictionary headers) => Freshness.Of(200, headers, Now, Now, Options);

    private static HeaderDictionary Headers(DateTimeOffset date) => new() { ["Date"] = Format(date), ["Content-Type"] = "image/png" };

    private static string Format(DateTimeOffset date) => date.ToString("R", CultureInfo.InvariantCulture);
}
