using Microsoft.Extensions.Primitives;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Tests.HttpCaching;

public sealed class CacheControlTests
{
    [Theory]
    [InlineData("max-age=60", 60)]
    [InlineData("Max-Age = 60", 60)]
    [InlineData("max-age=\"60\"", 60)]
    [InlineData("max-age=60, max-age=30", 30)]
    [InlineData("max-age=-1", 0)]
    [InlineData("max-age=soon", 0)]
    [InlineData("max-age", 0)]
    [InlineData("max-age=1.5", 0)]
    [InlineData("max-age=99999999999999", int.MaxValue)]
    [InlineData("ext=\"a, max-age=5\", max-age=60", 60)]
    public void Max_age_is_read(string field, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), CacheControl.Parse(field).MaxAge);

    [Fact]
    public void A_missing_directive_is_null() => Assert.Null(CacheControl.Parse("public").MaxAge);

    [Fact]
    public void Directives_come_from_all_lines_in_any_case()
    {
        var found = CacheControl.Parse(new StringValues(["NO-STORE, private", "no-cache", "public,, No-Transform", "s-maxage=1, proxy-revalidate"]));

        Assert.True(found is { NoStore: true, Private: true, NoCache: true, Public: true, NoTransform: true, MustRevalidate: true });
        Assert.Equal(TimeSpan.FromSeconds(1), found.SharedMaxAge);
    }

    [Fact]
    public void Directives_of_requests_and_of_stale_responses_are_read()
    {
        var found = CacheControl.Parse("only-if-cached, min-fresh=5, stale-while-revalidate=6, stale-if-error=7, must-understand");

        Assert.True(found is { OnlyIfCached: true, MustUnderstand: true });
        Assert.Equal((5, 6, 7), (found.MinFresh!.Value.TotalSeconds, found.StaleWhileRevalidate!.Value.TotalSeconds, found.StaleIfError!.Value.TotalSeconds));
    }

    [Theory]
    [InlineData("max-stale", double.PositiveInfinity)]
    [InlineData("max-stale=8", 8)]
    [InlineData("max-stale=x", 0)]
    public void Max_stale_without_a_number_means_any(string field, double seconds) =>
        Assert.Equal(double.IsInfinity(seconds) ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds), CacheControl.Parse(field).MaxStale);

    [Fact]
    public void Names_of_fields_limit_a_directive_to_them()
    {
        var found = CacheControl.Parse("private=\"a, b\", no-cache=c, no-store=\"d\"");

        Assert.True(found is { Private: false, NoCache: false, NoStore: true });
        Assert.Equal(["a", "b", "c"], found.FieldsNotReused);
        Assert.True(CacheControl.Parse("no-cache=\"\"").NoCache);
    }
}
