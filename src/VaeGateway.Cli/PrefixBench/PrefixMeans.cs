namespace VaeGateway.Cli.PrefixBench;

/// <summary>Means over the pictures at one quality.</summary>
/// <param name="Quality">0 to 63.</param>
/// <param name="Pictures">How many there are.</param>
/// <param name="Chunks">Residual chunks to a picture, mean.</param>
/// <param name="HyperLatent">Where header and hyper-latent end.</param>
/// <param name="Steps">The steps.</param>
internal sealed record PrefixMeans(int Quality, int Pictures, double Chunks, PrefixMean HyperLatent, IReadOnlyList<PrefixMean> Steps)
{
    /// <summary>Means for each quality, from low to high.</summary>
    public static IReadOnlyList<PrefixMeans> Of(IEnumerable<PrefixPoint> points) =>
        [.. points.GroupBy(point => point.Quality).OrderBy(group => group.Key).Select(group => OfQuality(group.Key, [.. group]))];

    private static PrefixMeans OfQuality(int quality, List<PrefixPoint> points)
    {
        var ends = points.Where(point => point.SharePercent is null).ToList();
        var steps = points.Where(point => point.SharePercent is not null).GroupBy(point => point.SharePercent!.Value).OrderBy(group => group.Key);
        return new PrefixMeans(
            quality, ends.Count, ends.Average(point => point.TotalChunks), PrefixMean.Of(ends), [.. steps.Select(group => PrefixMean.Of([.. group]))]);
    }
}
