using Microsoft.AspNetCore.Http;
using VaeGateway.Gateway.HttpCaching;

namespace VaeGateway.Gateway.Tests.HttpCaching;

public sealed class ConditionsTests
{
    private const string Tag = "\"abc-webp82\"";
    private const string Modified = "Fri, 02 Jan 2026 12:00:00 GMT";
    private const string Earlier = "Fri, 02 Jan 2026 11:59:59 GMT";
    private const string Later = "Fri, 02 Jan 2026 13:00:00 GMT";

    private readonly HeaderDictionary _stored = new() { ["last-modified"] = Modified, ["Date"] = Later };

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(Tag, null, true)]
    [InlineData("W/" + Tag, null, true)]
    [InlineData("\"x\", " + Tag, null, true)]
    [InlineData("*", null, true)]
    [InlineData("\"abc-jpeg85\"", null, false)]
    [InlineData(null, Modified, true)]
    [InlineData(null, Later, true)]
    [InlineData(null, Earlier, false)]
    [InlineData(null, "yesterday", false)]
    [InlineData("\"x\"", Modified, false)]
    public void Tells_what_the_client_has(string? ifNoneMatch, string? ifModifiedSince, bool expected)
    {
        var request = new HeaderDictionary { ["If-None-Match"] = ifNoneMatch, ["If-Modified-Since"] = ifModifiedSince };

        Assert.Equal(expected, Conditions.ClientHas(request, _stored, Tag));
    }

    [Fact]
    public void A_weak_tag_names_itself()
    {
        Assert.True(Conditions.ClientHas(new HeaderDictionary { ["If-None-Match"] = Tag }, _stored, "W/" + Tag));
        Assert.False(Conditions.ClientHas(new HeaderDictionary { ["If-None-Match"] = Tag }, _stored, ""));
    }

    [Theory]
    [InlineData(Later, true)]
    [InlineData(Modified, false)]
    public void The_date_stands_in_for_the_last_modification(string since, bool expected)
    {
        _stored.Remove("Last-Modified");

        Assert.Equal(expected, Conditions.ClientHas(new HeaderDictionary { ["If-Modified-Since"] = since }, _stored, ""));
    }

    [Theory]
    [InlineData("If-Match", Tag, false)]
    [InlineData("If-Match", "*", false)]
    [InlineData("If-Match", "W/" + Tag, true)]
    [InlineData("If-Match", "\"x\"", true)]
    [InlineData("If-Unmodified-Since", Modified, false)]
    [InlineData("If-Unmodified-Since", Earlier, true)]
    [InlineData("If-Unmodified-Since", "soon", false)]
    public void Tells_when_the_client_wants_another_state(string name, string value, bool expected) =>
        Assert.Equal(expected, Conditions.ClientWantsOther(new HeaderDictionary { [name] = value }, _stored, Tag));

    [Theory]
    [InlineData("", true)]
    [InlineData(Tag, true)]
    [InlineData("W/" + Tag, false)]
    [InlineData("\"x\"", false)]
    [InlineData(Modified, true)]
    [InlineData(Later, false)]
    public void A_range_is_cut_only_from_what_the_client_has_the_rest_of(string ifRange, bool expected) =>
        Assert.Equal(expected, Conditions.RangeApplies(new HeaderDictionary { ["If-Range"] = ifRange }, _stored, Tag));

    [Fact]
    public void A_weak_tag_is_no_ground_to_cut_a_range() =>
        Assert.False(Conditions.RangeApplies(new HeaderDictionary { ["If-Range"] = "W/" + Tag }, _stored, "W/" + Tag));
}
