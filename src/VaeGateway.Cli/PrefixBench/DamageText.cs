using System.Globalization;

namespace VaeGateway.Cli.PrefixBench;

/// <summary>Puts into words what damage does.</summary>
internal static class DamageText
{
    public static IEnumerable<string> Lines(IReadOnlyList<DamagePoint> damages)
    {
        var confined = damages.Where(damage => damage.Outside is not null).ToList();
        return
        [
            $"One byte is flipped in each residual chunk in turn, {damages.Count} chunks in all. The chunk's checksum then fails, and what the prior predicts "
            + "stands in for the chunk's channels in its band of rows. Means in dB; \"outside\" are all other rows of the picture.",
            "",
            .. MarkdownTable.Lines(
                ["quality, group", "chunks", "inside, intact", "inside, damaged", "outside, intact", "outside, damaged", "reach, rows"],
                damages.GroupBy(damage => (damage.Quality, damage.Group)).OrderBy(group => group.Key).Select(group => Row(group.Key, [.. group]))),
            "",
            Reach(confined),
        ];
    }

    /// <summary>How far damage spreads beyond its rows.</summary>
    public static string Reach(IReadOnlyList<DamagePoint> confined)
    {
        if (confined.Count == 0)
        {
            return "Every chunk covers its whole picture here, so nothing lies outside.";
        }

        var reach = confined.Max(damage => damage.ReachPixels);
        var bounded = confined.Where(damage => damage.RoomPixels > reach).ToList();
        return $"{confined.Count} of them cover a part of their picture. The furthest that anything outside a chunk's rows changed is {reach} rows of pixels away: "
            + "the reach of the mean and synthesis networks. Beyond it every pixel is the same to the last bit"
            + (bounded.Count > 0
                ? $"; {bounded.Count} of the chunks have rows beyond it."
                : ", but no picture is tall enough to have any: the true reach may be larger.");
    }

    private static string[] Row((int Quality, int Group) key, List<DamagePoint> damages)
    {
        var outside = damages.Select(damage => damage.Outside).OfType<BeforeAfter>().ToList();
        return
        [
            $"{key.Quality}, group {key.Group}",
            damages.Count.ToString(CultureInfo.InvariantCulture),
            Mean(damages.Select(damage => damage.Inside.Intact)),
            Mean(damages.Select(damage => damage.Inside.Damaged)),
            Mean(outside.Select(part => part.Intact)),
            Mean(outside.Select(part => part.Damaged)),
            outside.Count > 0 ? damages.Max(damage => damage.ReachPixels).ToString(CultureInfo.InvariantCulture) : "",
        ];
    }

    /// <summary>A mean of decibels; rows without any error, which have infinitely many, are left out.</summary>
    private static string Mean(IEnumerable<double> decibels)
    {
        var finite = decibels.Where(double.IsFinite).ToList();
        return finite.Count > 0 ? finite.Average().ToString("F2", CultureInfo.InvariantCulture) : "";
    }
}
