using Microsoft.AspNetCore.Http;
using VaeGateway.Gateway.Admin;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Tests.Admin;

public sealed class PurgeParserTests
{
    [Fact]
    public void All_that_is_named_is_purged()
    {
        var (targets, fault) = PurgeParser.Parse(new PurgeRequest(
            ["HTTP://Example.org:80/a%20b.jpg?x=1", "https://example.org"], ["https://example.org/img/"], ["red"], Everything: true), Keys);

        Assert.Null(fault);
        Assert.Equal(
            ["Everything:", "Tag:red", "Url:http://example.org/a%20b.jpg?x=1", "Url:https://example.org/", "Prefix:https://example.org/img/"],
            targets.Select(target => target.ToString()));
    }

    [Theory]
    [InlineData("/photo.jpg")]
    [InlineData("ftp://example.org/photo.jpg")]
    [InlineData("example.org/photo.jpg")]
    [InlineData("")]
    public void What_is_no_url_is_said(string url)
    {
        var (targets, fault) = PurgeParser.Parse(new PurgeRequest([url], null, null, Everything: false), Keys);

        Assert.Empty(targets);
        Assert.StartsWith($"\"{url}\" is not a URL", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_too_much_and_too_long_are_said()
    {
        Assert.StartsWith("Nothing is named", PurgeParser.Parse(new PurgeRequest(null, [], null, false), Keys).Fault, StringComparison.Ordinal);
        Assert.StartsWith("1001 targets", PurgeParser.Parse(new PurgeRequest(null, null, new string[1001], false), Keys).Fault, StringComparison.Ordinal);
        Assert.StartsWith("A tag is empty", PurgeParser.Parse(new PurgeRequest(null, null, [""], false), Keys).Fault, StringComparison.Ordinal);
        Assert.StartsWith("A prefix is longer", PurgeParser.Parse(new PurgeRequest(null, [$"https://a/{new string('x', 600)}"], null, false), Keys).Fault, StringComparison.Ordinal);
        Assert.StartsWith("No site", PurgeParser.Parse(new PurgeRequest(["https://a/"], null, null, false), _ => []).Fault, StringComparison.Ordinal);
    }

    private static IEnumerable<CacheKey> Keys(Uri url) =>
        [CacheKey.Of($"{url.Scheme}://{url.Authority}", PathString.FromUriComponent(url), QueryString.FromUriComponent(url))];
}
