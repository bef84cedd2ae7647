using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VaeGateway.Cli.RateDistortion;

/// <summary>Writes what a sweep found: <c>rd.csv</c>, <c>rd.json</c>, three plots, and a few lines of text.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static void WriteFiles(DirectoryInfo folder, IReadOnlyList<Measurement> measurements, Summary summary)
    {
        folder.Create();
        string At(string name) => Path.Combine(folder.FullName, name);
        File.WriteAllLines(At("rd.csv"), MeasurementCsv.Lines(measurements));
        File.WriteAllText(At("rd.json"), JsonSerializer.Serialize(summary, Json));
        Plot.Write(At("rd.png"), summary.PsnrCurves, "PSNR (dB, RGB)", $"Mean of {summary.Images} images");
        Plot.Write(At("rd-msssim.png"), summary.MsSsimCurves, "MS-SSIM (dB, luma)", $"Mean of {summary.Images} images");
        Plot.Write(At("rd-ssimulacra2.png"), summary.Ssimulacra2Curves, "SSIMULACRA 2", $"Mean of {summary.Images} images");
    }

    public static void WriteText(TextWriter output, Summary summary)
    {
        foreach (var group in summary.Comparisons.GroupBy(comparison => comparison.Distortion))
        {
            output.WriteLine($"BD-rate by {group.Key.Name()} (negative: fewer bytes than the peer at equal fidelity)");
            foreach (var comparison in group)
            {
                WriteComparison(output, comparison);
            }
        }
    }

    private static void WriteComparison(TextWriter output, Comparison comparison)
    {
        var headline = comparison.Headline is { } delta
            ? string.Create(CultureInfo.InvariantCulture, $"{delta.Percent,7:+0.0;-0.0}%  over {delta.From:F1} to {delta.To:F1} {comparison.Distortion.Unit()}")
            : "  the curves don't overlap";
        var mean = comparison.MeanOfImages is { } percent
            ? string.Create(CultureInfo.InvariantCulture, $"; mean of {comparison.ComparedImages} images {percent:+0.0;-0.0}%")
            : "";
        output.WriteLine($"  against {comparison.Peer,-5}{headline}{mean}; worse on {comparison.WorseImages.Count}");
        foreach (var image in comparison.WorseImages)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      {image.Image} {image.Percent:+0.0}%"));
        }
    }
}
