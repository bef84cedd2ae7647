using System.Globalization;
using ScottPlot;
using VaeGateway.Codec;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.Inspection;

/// <summary>Bar charts of what a latent's bytes are spent on.</summary>
internal static class ByteCharts
{
    private const double BarLength = 0.8;
    private const double RoomForNumbers = 1.45;

    private static readonly ScottPlot.Palettes.Category10 Palette = new();

    /// <summary>The parts of the container in their order, real bytes.</summary>
    public static RgbImage Parts(OpenedLatent latent, int fileBytes, int width, int height)
    {
        var parts = PartsOf(latent, fileBytes);
        using var plot = new Plot();
        var bars = parts.Select((part, i) => new Bar
        {
            Position = -i,
            Value = part.Bytes,
            Size = BarLength,
            Orientation = Orientation.Horizontal,
            FillColor = part.Group is { } group ? ColourOf(group) : Colors.Gray,
            LineWidth = 0,
            Label = string.Create(CultureInfo.InvariantCulture, $" {part.Bytes:N0} ({100.0 * part.Bytes / fileBytes:F1}%)"),
        });
        var plotted = plot.Add.Bars(bars.ToArray());
        plotted.Horizontal = true;
        plot.Axes.Left.SetTicks([.. parts.Select((_, i) => (double)-i)], [.. parts.Select(part => part.Name)]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.HideGrid();
        plot.XLabel("bytes");
        plot.Axes.SetLimitsX(0, RoomForNumbers * parts.Max(part => part.Bytes));
        return Render(plot, width, height);
    }

    /// <summary>Every channel, by code length.</summary>
    public static RgbImage Channels(OpenedLatent latent, int width, int height)
    {
        using var plot = new Plot();
        var partition = latent.Header.Partition;
        var channels = latent.Model.LatentChannels;
        for (var group = 0; group < partition.Groups; group++)
        {
            var (first, end) = (partition.FirstChannel(group, channels), partition.FirstChannel(group + 1, channels));
            var bars = Enumerable.Range(first, end - first).Select(channel => new Bar
            {
                Position = channel,
                Value = latent.Bits.ByChannel[channel] / 8,
                Size = 1,
                FillColor = ColourOf(group),
                LineWidth = 0,
            });
            plot.Add.Bars(bars.ToArray()).LegendText = $"group {group}";
        }

        plot.XLabel("channel");
        plot.YLabel("bytes");
        plot.Axes.SetLimits(-1, channels, 0, 1.05 * Math.Max(1, latent.Bits.ByChannel.Max() / 8));
        plot.ShowLegend(Alignment.UpperRight);
        return Render(plot, width, height);
    }

    private static List<Part> PartsOf(OpenedLatent latent, int fileBytes)
    {
        var (header, partition) = (latent.Header, latent.Header.Partition);
        var bands = partition.Bands(header.Geometry);
        var parts = new List<Part> { new("hyper-latent", header.ChunkLengths[0], null) };
        for (var group = 0; group < partition.Groups; group++)
        {
            var bytes = Enumerable.Range(group * bands, bands).Where(chunk => latent.Arrived[chunk]).Sum(chunk => header.ChunkLengths[1 + chunk]);
            var (first, end) = (partition.FirstChannel(group, latent.Model.LatentChannels), partition.FirstChannel(group + 1, latent.Model.LatentChannels));
            parts.Add(new Part($"group {group}: channels {first}\u2013{end - 1}", bytes, group));
        }

        var rest = fileBytes - parts.Sum(part => part.Bytes);
        return [new Part(latent.Arrived.All(arrived => arrived) ? "header, checksums" : "header, checksums, damaged", rest, null), .. parts];
    }

    private static Color ColourOf(int group) => Palette.GetColor(group);

    private static RgbImage Render(Plot plot, int width, int height) =>
        ImageReader.Decode(plot.GetImageBytes(width, height, ScottPlot.ImageFormat.Png), InputFile.Limits);

    private sealed record Part(string Name, int Bytes, int? Group);
}
