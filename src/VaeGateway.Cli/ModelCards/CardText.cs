using System.Globalization;
using VaeGateway.Cli.QualityBench;

namespace VaeGateway.Cli.ModelCards;

/// <summary>Writes the measured part of a model card.</summary>
internal static class CardText
{
    /// <summary>The whole part, in Markdown.</summary>
    /// <param name="results">What was measured.</param>
    /// <param name="model">The model's id.</param>
    /// <param name="plots">File names of the plots beside the card.</param>
    public static string Of(Results results, string model, IReadOnlyList<string> plots) => string.Join('\n', (string[])
    [
        "## Measured",
        "",
        $"{results.Images} images of `{results.Source.ImagesFolder}`; bytes of whole files, fidelity of the same bytes decoded again.",
        "BD-rate is the difference in bytes at equal fidelity: negative is fewer.",
        "",
        .. ComparisonTable.Lines(results),
        "",
        .. plots.Select(plot => $"![{Path.GetFileNameWithoutExtension(plot)}]({plot})"),
        "",
        "### At equal bits/pixel",
        "",
        "Means over the images; the other codecs are read off their own curves at the same bits/pixel.",
        "",
        .. PointTable.Lines(results, model),
        "",
        .. Scale(results),
        "### Image by image",
        "",
        "BD-rates, and the fidelity above JPEG's at equal bytes at the rate where it is least (bold: below JPEG's).",
        "",
        .. ImageTable.Lines(results),
        "",
        "### How it was measured",
        "",
        .. Method(results.Source),
    ]);

    private static IEnumerable<string> Scale(Results results) => results.Scale.Count == 0 ? [] :
    [
        "### Quality scale",
        "",
        .. QualityMeans.Table(results.Scale),
        "",
        ClimbText.Total(ImageClimb.Of(results.Scale)),
        "",
    ];

    private static IEnumerable<string> Method(ResultsSource source) =>
    [
        string.Create(
            CultureInfo.InvariantCulture,
            $"- {source.Date:yyyy-MM-dd}, commit {source.Machine.Commit ?? "unknown"}, with `vaegw bench rd` and `vaegw bench card`"),
        $"- {source.Machine.Processor}, {source.Machine.Cores} cores, {source.Machine.System}, {source.Machine.Runtime}",
        .. source.Codecs.Values.Select(settings => $"- {settings}"),
        .. source.Definitions.Select(definition => $"- {definition}"),
    ];
}
