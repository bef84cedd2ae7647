using Microsoft.AspNetCore.Http;
using VaeGateway.Gateway.HttpCaching;
using VaeGateway.Gateway.LatentStore;
using VaeGateway.Gateway.Purging;
using VaeGateway.Gateway.Tests.Support;

namespace VaeGateway.Gateway.Tests.Purging;

public sealed class PurgeLogTests
{
    private static readonly CacheKey Key = new("https://example.org/img/a.jpg");

    private readonly PurgeLog _log = new();

    [Theory]
    [InlineData("Everything:", true)]
    [InlineData("Url:https://example.org/img/a.jpg", true)]
    [InlineData("Url:https://example.org/img/a.jp", false)]
    [InlineData("Url:https://example.org/img/a.jpg?x", false)]
    [InlineData("Prefix:https://example.org/img/", true)]
    [InlineData("Prefix:https://example.org/", true)]
    [InlineData("Prefix:https://example.org/img/b", false)]
    [InlineData("Prefix:http://example.org/", false)]
    [InlineData("Tag:red", true)]
    [InlineData("Tag:round", true)]
    [InlineData("Tag:big", true)]
    [InlineData("Tag:Red", false)]
    [InlineData("Tag:re", false)]
    public void A_purge_takes_what_it_names(string target, bool isTaken)
    {
        Assert.True(PurgeTarget.TryParse(target, out var parsed));
        Assert.Equal(target, parsed.ToString());

        _log.Add(new PurgeRecord(parsed.Value, 1));

        Assert.Equal(isTaken, _log.Kills(Key, Tagged(epoch: 0)));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(6, false)]
    public void Only_what_was_asked_for_before_is_taken(long epoch, bool isTaken)
    {
        _log.Add(new PurgeRecord(new PurgeTarget(PurgeKind.Tag, "red"), 5));

        Assert.Equal(5, _log.Epoch);
        Assert.Equal(isTaken, _log.Kills(Key, Tagged(epoch)));
    }

    [Fact]
    public void Purges_may_come_in_any_order()
    {
        _log.Add(new PurgeRecord(new PurgeTarget(PurgeKind.Tag, "red"), 5));
        _log.Add(new PurgeRecord(new PurgeTarget(PurgeKind.Tag, "red"), 3));

        Assert.Equal(5, _log.Epoch);
        Assert.True(_log.Kills(Key, Tagged(epoch: 4)));
    }

    [Fact]
    public void A_purge_ahead_of_its_place_takes_what_is_asked_for_until_it_has_one()
    {
        _log.Reach(7);
        _log.AddEarly(new PurgeTarget(PurgeKind.Tag, "red"));

        Assert.Equal(7, _log.Epoch);
        Assert.True(_log.Kills(Key, Tagged(_log.Epoch)));

        _log.Add(new PurgeRecord(new PurgeTarget(PurgeKind.Tag, "red"), 9));
        Assert.False(_log.Kills(Key, Tagged(_log.Epoch)));
    }

    [Fact]
    public void Everything_makes_older_records_needless()
    {
        _log.Add(new PurgeRecord(new PurgeTarget(PurgeKind.Tag, "red"), 1));
        _log.Add(new PurgeRecord(new PurgeTarget(PurgeKind.Tag, "blue"), 3));
        _log.Add(new PurgeRecord(PurgeTarget.Everything, 2));

        Assert.Equal(["Everything:", "Tag:blue"], _log.Records.Select(record => record.Target.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Too_many_purges_are_summed_up_and_still_count()
    {
        var purges = new LocalPurges(_log);
        for (var i = 0; i <= PurgeLog.MaxRecords; i++)
        {
            await purges.PurgeAsync(new PurgeTarget(PurgeKind.Tag, $"tag-{i}"));
        }

        Assert.InRange(_log.Records.Count, PurgeLog.MaxRecords / 3, PurgeLog.MaxRecords);
        for (var i = 0; i <= PurgeLog.MaxRecords; i += 100)
        {
            var carrier = StoredResponses.Page([1]) with { Epoch = i, Headers = new HeaderDictionary { ["Cache-Tag"] = $"tag-{i}" } };
            Assert.True(_log.Kills(Key, carrier), $"The purge of tag-{i} is forgotten.");
        }

        Assert.False(_log.Kills(Key, Tagged(_log.Epoch)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("epoch")]
    [InlineData("3:x")]
    [InlineData("Colour:red")]
    public void What_is_no_target_is_none(string text) => Assert.False(PurgeTarget.TryParse(text, out _));

    private static StoredResponse Tagged(long epoch) => StoredResponses.Page([1]) with
    {
        Epoch = epoch,
        Headers = new HeaderDictionary { ["Surrogate-Key"] = "red  round", ["Cache-Tag"] = "big, small" },
    };
}
