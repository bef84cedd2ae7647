using System.Globalization;

namespace VaeGateway.Cli.PrefixBench;

/// <summary>Writes <c>prefix.csv</c>, <c>damage.csv</c>, <c>prefix.png</c> and the <c>README.md</c> that explains them.</summary>
internal static class PrefixReport
{
    public static void WriteFiles(DirectoryInfo folder, IReadOnlyList<PrefixResult> results, string source)
    {
        folder.Create();
        string At(string name) => Path.Combine(folder.FullName, name);
        var means = PrefixMeans.Of(results.SelectMany(result => result.Points));
        File.WriteAllLines(At("prefix.csv"), PrefixCsv.Lines(results.SelectMany(result => result.Points)));
        File.WriteAllLines(At("damage.csv"), PrefixCsv.Lines(results.SelectMany(result => result.Damages)));
        PrefixPlot.Write(At("prefix.png"), means);
        File.WriteAllLines(At("README.md"), Markdown(results, means, source));
    }

    private static IEnumerable<string> Markdown(IReadOnlyList<PrefixResult> results, IReadOnlyList<PrefixMeans> means, string source) =>
    [
        "# Latents that have not all arrived, and damaged ones",
        "",
        $"{source} Real containers, cut or damaged, through the real decoder; PSNR over R, G and B against the original.",
        "",
        "## While a latent arrives",
        "",
        "Any beginning that holds header and hyper-latent decodes. Behind them come the chunks of the residual: a chunk counts once it is whole, "
        + "so a picture sharpens chunk by chunk and not byte by byte. Where not every picture can be seen yet, the table says how many.",
        "",
        .. Table(means),
        "",
        "![PSNR over the share of bytes received](prefix.png)",
        "",
        .. Falls(results),
        "",
        Single(results),
        "",
        "## One byte wrong",
        "",
        .. DamageText.Lines([.. results.SelectMany(result => result.Damages)]),
        "",
        "Every measurement: [prefix.csv](prefix.csv), [damage.csv](damage.csv).",
    ];

    private static IEnumerable<string> Table(IReadOnlyList<PrefixMeans> means) => MarkdownTable.Lines(
        ["bytes received", .. means.Select(quality => string.Create(CultureInfo.InvariantCulture, $"quality {quality.Quality} ({quality.Chunks:F1} chunks)"))],
        [
            ["header and hyper-latent", .. means.Select(quality => string.Create(
                CultureInfo.InvariantCulture, $"{Cell(quality.HyperLatent, quality.Pictures)} at {quality.HyperLatent.SharePercent:F1}%"))],
            .. means[0].Steps.Select((step, i) => (IReadOnlyList<string>)
                [$"{step.SharePercent:F0}%", .. means.Select(quality => Cell(quality.Steps[i], quality.Pictures))]),
        ]);

    private static string Cell(PrefixMean mean, int pictures) => mean.Psnr is { } psnr
        ? string.Create(CultureInfo.InvariantCulture, $"{psnr:F2} dB")
        : $"{mean.Decoded} of {pictures} seen";

    private static string Single(IReadOnlyList<PrefixResult> results)
    {
        var single = results.Select(result => result.Points[0]).Where(point => point.TotalChunks == 1).ToList();
        var byQuality = single.GroupBy(point => point.Quality).OrderBy(group => group.Key).Select(group => $"{group.Count()} at quality {group.Key}");
        return single.Count > 0
            ? $"{single.Count} of the {results.Count} latents have a residual of one chunk, so that nothing lies between the soft picture and the whole one: {string.Join(", ", byQuality)}."
            : "Every latent has more than one residual chunk.";
    }

    /// <summary>Where a picture got worse, in a sentence, and the worst of them.</summary>
    public static IEnumerable<string> Falls(IReadOnlyList<PrefixResult> results)
    {
        var steps = results.Sum(result => PrefixFall.Steps(result.Points).Count());
        var falls = results.SelectMany(result => PrefixFall.In(result.Points)).OrderByDescending(fall => fall.Decibels).ToList();
        var pictures = falls.Select(fall => fall.From.Image).Distinct().Count();
        yield return $"PSNR fell although more bytes came at {falls.Count} of the {steps} steps that brought a chunk, on {pictures} of {results.Select(result => result.Points[0].Image).Distinct().Count()} pictures"
            + (falls.Count > 0 ? "; the largest falls:" : ".");
        foreach (var (fall, i) in falls.Take(5).Select((fall, i) => (fall, i)))
        {
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"- {fall.To.Image}, quality {fall.To.Quality}, {fall.From.Chunks} to {fall.To.Chunks} of {fall.To.TotalChunks} chunks: {fall.From.Psnr:F2} to {fall.To.Psnr:F2} dB");
            yield return i == 0 ? $"\n{line}" : line;
        }
    }
}
