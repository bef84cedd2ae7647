using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Tests.HttpCaching;

public sealed class ResponseDirectivesTests
{
    [Theory]
    [InlineData("max-age=10", 10)]
    [InlineData("max-age=10;a=b;c", 10)]
    [InlineData("max-age=1, max-age=10", 10)]
    [InlineData("foobar, max-age=10", 10)]
    [InlineData("a=(1 \"x\" y;z), b=:aGk=:, c=?0, d=1.5, e=@12, max-age=10", 10)]
    [InlineData("max-age=99999999999", int.MaxValue)]
    [InlineData("max-age=\"10\"", null)]
    [InlineData("max-age", null)]
    [InlineData("max-age=10.0", null)]
    [InlineData("max-age=-1", 0)]
    public void A_valid_targeted_field_wins(string field, int? seconds)
    {
        var (directives, isTargeted) = ResponseDirectives.Of(Heads.Of($"CDN-Cache-Control: {field}|Cache-Control: max-age=7, no-store"));

        Assert.True(isTargeted);
        Assert.False(directives.NoStore);
        Assert.Equal(seconds is { } expected ? TimeSpan.FromSeconds(expected) : null, directives.MaxAge);
    }

    [Theory]
    [InlineData("")]
    [InlineData("max-age=10, &&&&&")]
    [InlineData("max-age=10,")]
    [InlineData("Max-Age=10")]
    [InlineData("max-age =10")]
    [InlineData("max-age= 10")]
    [InlineData("max-age=10 no-store")]
    [InlineData("a=\"open")]
    [InlineData("a=(1 2")]
    [InlineData("a=(1\"x\")")]
    [InlineData("a=?2")]
    [InlineData("a=1.2345")]
    [InlineData("a=1234567890123456")]
    [InlineData("a=\"\u00fc\"")]
    public void One_fault_makes_it_invalid(string field)
    {
        var (directives, isTargeted) = ResponseDirectives.Of(Heads.Of($"CDN-Cache-Control: {field}|Cache-Control: max-age=7"));

        Assert.False(isTargeted);
        Assert.Equal(TimeSpan.FromSeconds(7), directives.MaxAge);
    }

    [Fact]
    public void Lines_are_one_dictionary()
    {
        var (directives, _) = ResponseDirectives.Of(Heads.Of("CDN-Cache-Control: private|CDN-Cache-Control: no-cache=\"a, b\", no-store=?0"));

        Assert.True(directives is { Private: true, NoCache: false, NoStore: false });
        Assert.Equal(["a", "b"], directives.FieldsNotReused);
    }

    [Fact]
    public void Expires_does_not_count_beside_a_targeted_field()
    {
        var now = DateTimeOffset.UnixEpoch;
        var headers = Heads.Of("CDN-Cache-Control: foo|Expires: Thu, 18 Aug 2050 02:01:18 GMT");

        Assert.Equal(TimeSpan.Zero, Freshness.Of(200, headers, now, now, new HttpCachingOptions()).Lifetime);
    }
}
