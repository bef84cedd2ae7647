using System.Globalization;
using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.QualityBench;

/// <summary>The quality scale as a table in Markdown: means over the images.</summary>
internal static class QualityMeans
{
    private const int ShownEvery = 3;

    /// <summary>Every third quality, and the last.</summary>
    public static IEnumerable<string> Table(IEnumerable<Measurement> measurements)
    {
        var scale = measurements.GroupBy(measured => measured.Quality).OrderBy(group => group.Key).ToList();
        return MarkdownTable.Lines(
            ["quality", "bits/pixel", "PSNR (dB)", "MS-SSIM", "SSIMULACRA 2"],
            scale.Where((_, i) => i % ShownEvery == 0 || i == scale.Count - 1).Select(Row));
    }

    private static string[] Row(IGrouping<int, Measurement> atQuality) =>
    [
        atQuality.Key.ToString(CultureInfo.InvariantCulture),
        atQuality.Average(measured => measured.BitsPerPixel).ToString("F3", CultureInfo.InvariantCulture),
        atQuality.Average(measured => measured.Psnr).ToString("F2", CultureInfo.InvariantCulture),
        atQuality.Average(measured => measured.MsSsim).ToString("F4", CultureInfo.InvariantCulture),
        atQuality.Average(measured => measured.Ssimulacra2).ToString("F1", CultureInfo.InvariantCulture),
    ];
}
