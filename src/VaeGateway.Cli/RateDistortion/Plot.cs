using ScottPlot;

namespace VaeGateway.Cli.RateDistortion;

/// <summary>Draws rate-distortion curves.</summary>
internal static class Plot
{
    private const int WidthPixels = 1000;
    private const int HeightPixels = 700;

    // Beyond this, every codec looks alike and the interesting part gets squeezed.
    private const double MaxBitsPerPixel = 2.5;

    public static void Write(string path, IReadOnlyList<Curve> curves, string fidelity, string title)
    {
        using var plot = new ScottPlot.Plot();
        foreach (var curve in curves)
        {
            Add(plot, curve);
        }

        plot.Title(title);
        plot.XLabel("bits/pixel");
        plot.YLabel(fidelity);
        plot.ShowLegend(Alignment.LowerRight);
        plot.Axes.SetLimitsX(0, Math.Min(MaxBitsPerPixel, 1.05 * curves.SelectMany(curve => curve.Points).Max(point => point.BitsPerPixel)));
        plot.SavePng(path, WidthPixels, HeightPixels);
    }

    private static void Add(ScottPlot.Plot plot, Curve curve)
    {
        var points = curve.Points.Where(point => double.IsFinite(point.Fidelity) && point.BitsPerPixel <= MaxBitsPerPixel).ToList();
        var line = plot.Add.Scatter(
            points.Select(point => point.BitsPerPixel).ToArray(), points.Select(point => point.Fidelity).ToArray());
        line.LegendText = curve.Codec;
        line.LineWidth = curve.Codec == CodecNames.Vae ? 3 : 1.5f;
        line.MarkerSize = 6;
    }
}
