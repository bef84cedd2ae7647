using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Tests.HttpCaching;

public sealed class HttpDateTests
{
    [Theory]
    [InlineData("Thu, 18 Aug 2050 02:01:18 GMT")]
    [InlineData("Thursday, 18-Aug-50 02:01:18 GMT")]
    [InlineData("Thu Aug 18 02:01:18 2050")]
    [InlineData("THU, 18 AUG 2050 02:01:18 gmt")]
    [InlineData(" Thu, 18 Aug 2050 02:01:18 GMT ")]
    public void The_three_forms_are_read(string text) =>
        Assert.Equal(new DateTimeOffset(2050, 8, 18, 2, 1, 18, TimeSpan.Zero), HttpDate.Parse(text));

    [Theory]
    [InlineData("Thu Aug  8 02:01:18 2050", 8)]
    [InlineData("Thu Aug 08 02:01:18 2050", 8)]
    public void A_day_of_one_digit_is_padded(string text, int day) => Assert.Equal(day, HttpDate.Parse(text)!.Value.Day);

    [Fact]
    public void Short_years_of_long_ago_are_of_the_last_century() =>
        Assert.Equal(1994, HttpDate.Parse("Sunday, 06-Nov-94 08:49:37 GMT")!.Value.Year);

    [Fact]
    public void A_leap_second_is_a_date() => Assert.NotNull(HttpDate.Parse("Sat, 31 Dec 2016 23:59:60 GMT"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("soon")]
    [InlineData("Thu, 18 Aug 2050 02:01:18 UTC")]
    [InlineData("Thu, 18 Aug 2050 02:01:18 +0000")]
    [InlineData("Thu, 18 Aug 50 02:01:18 GMT")]
    [InlineData("Thu 18 Aug 2050 02:01:18 GMT")]
    [InlineData("Thu, 18  Aug 2050 02:01:18 GMT")]
    [InlineData("Thu, 18-Aug-2050 02:01:18 GMT")]
    [InlineData("Thu, 18 Aug 2050 02.01.18 GMT")]
    [InlineData("Thu, 18 Aug 2050 2:01:18 GMT")]
    [InlineData("Thu, 18 Aug 2050 24:01:18 GMT")]
    [InlineData("Thu, 31 Feb 2050 02:01:18 GMT")]
    [InlineData("Thu, 00 Feb 2050 02:01:18 GMT")]
    [InlineData("Thu, 01 Feb 0000 02:01:18 GMT")]
    [InlineData("2050-08-18T02:01:18Z")]
    public void All_else_is_no_date(string? text) => Assert.Null(HttpDate.Parse(text));

    [Fact]
    public void Lines_that_differ_are_no_date()
    {
        Assert.NotNull(HttpDate.Of(Heads.Of("Expires: Thu, 18 Aug 2050 02:01:18 GMT|Expires: Thu, 18 Aug 2050 02:01:18 GMT"), "Expires"));
        Assert.Null(HttpDate.Of(Heads.Of("Expires: Thu, 18 Aug 2050 02:01:18 GMT|Expires: Thu, 18 Aug 2050 02:01:19 GMT"), "Expires"));
    }

    [Fact]
    public void What_is_written_is_read() =>
        Assert.Equal(DateTimeOffset.UnixEpoch, HttpDate.Parse(HttpDate.Format(DateTimeOffset.UnixEpoch)));
}
