using ScottPlot;

namespace VaeGateway.Cli.PrefixBench;

/// <summary>Draws how pictures sharpen while they arrive.</summary>
internal static class PrefixPlot
{
    private const int WidthPixels = 1000;
    private const int HeightPixels = 700;

    public static void Write(string path, IReadOnlyList<PrefixMeans> means)
    {
        using var plot = new Plot();
        var palette = new ScottPlot.Palettes.Category10();
        foreach (var (quality, i) in means.Reverse().Select((quality, i) => (quality, i)))
        {
            Add(plot, quality, palette.GetColor(i));
        }

        plot.Title($"Mean of {means[0].Pictures} images");
        plot.XLabel("share of the bytes received (%)");
        plot.YLabel("PSNR (dB, RGB)");
        plot.ShowLegend(Alignment.UpperLeft);
        plot.Axes.SetLimitsX(0, 102);
        plot.SavePng(path, WidthPixels, HeightPixels);
    }

    private static void Add(Plot plot, PrefixMeans means, Color colour)
    {
        var steps = means.Steps.Where(step => step.Psnr is not null).ToList();
        var line = plot.Add.Scatter(steps.Select(step => step.SharePercent).ToArray(), steps.Select(step => step.Psnr!.Value).ToArray(), colour);
        line.LegendText = $"quality {means.Quality}";
        line.LineWidth = 2;
        line.MarkerSize = 6;
        if (means.HyperLatent.Psnr is { } psnr)
        {
            var first = plot.Add.Scatter(means.HyperLatent.SharePercent, psnr, colour);
            first.LegendText = $"quality {means.Quality}: header and hyper-latent only";
            first.MarkerShape = MarkerShape.OpenDiamond;
            first.MarkerSize = 12;
        }
    }
}
