using System.Globalization;
using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.QualityBench;

/// <summary>Writes <c>quality.csv</c> and <c>quality.md</c>.</summary>
internal static class QualityReport
{
    /// <summary>The file with every measurement, which a model card takes its quality table from.</summary>
    public const string CsvName = "quality.csv";

    private const string MarkdownName = "quality.md";

    public static void WriteFiles(
        DirectoryInfo folder, IReadOnlyList<Measurement> measurements, IReadOnlyList<ImageClimb> climbs, string source)
    {
        folder.Create();
        File.WriteAllLines(Path.Combine(folder.FullName, CsvName), MeasurementCsv.LinesOfOneCodec(measurements));
        File.WriteAllLines(Path.Combine(folder.FullName, MarkdownName), Markdown(measurements, climbs, source));
    }

    /// <summary>What was measured, when and where, in one sentence.</summary>
    public static string Source(IBenchCodec codec, string imagesFolder, DateTimeOffset date)
    {
        var machine = Machine.Current();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Images of `{imagesFolder}` through {codec.Settings}, {date:yyyy-MM-dd}, commit {machine.Commit ?? "unknown"}, {machine.Processor}, {machine.Cores} cores.");
    }

    private static IEnumerable<string> Markdown(
        IReadOnlyList<Measurement> measurements, IReadOnlyList<ImageClimb> climbs, string source) =>
    [
        "# Quality scale",
        "",
        source,
        "Means over the images; bits/pixel of whole files, fidelity of the same bytes decoded again.",
        "",
        .. QualityMeans.Table(measurements),
        "",
        "## Steps that don't climb",
        "",
        ClimbText.Total(climbs),
        .. ClimbText.FlatSteps(climbs).Select((step, i) => i == 0 ? $"\n- {step}" : $"- {step}"),
    ];
}
