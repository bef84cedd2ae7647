using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.ModelCards;

/// <summary>BD-rates against each peer.</summary>
internal static class ComparisonTable
{
    public static IEnumerable<string> Lines(Results results)
    {
        return MarkdownTable.Lines(
            ["BD-rate against", .. results.Peers.Select(CodecNames.TitleOf)],
            [.. Enum.GetValues<Distortion>().SelectMany(distortion => Rows(results, distortion))]);
    }

    private static IEnumerable<string[]> Rows(Results results, Distortion distortion)
    {
        var comparisons = results.Peers.Select(peer => results.Compare(peer, distortion)).ToList();
        yield return [$"by {distortion.Name()}", .. comparisons.Select(Headline)];
        yield return [$"by {distortion.Name()}, mean of the images' own", .. comparisons.Select(comparison => CardNumbers.Percent(comparison.MeanOfImages))];
        yield return [$"by {distortion.Name()}, images that take more bytes", .. comparisons.Select(Worse)];
    }

    private static string Headline(Comparison comparison) => $"**{CardNumbers.Percent(comparison.Headline?.Percent)}**";

    private static string Worse(Comparison comparison) => $"{comparison.WorseImages.Count} of {comparison.ComparedImages}";
}
