using System.Globalization;
using VaeGateway.Cli.CropSheets;
using VaeGateway.Cli.Pictures;
using VaeGateway.Codec;

namespace VaeGateway.Cli.Inspection;

/// <summary>Draws a latent: the picture, where in it the bits go, what they are spent on, and the strongest channels.</summary>
internal static class LatentPicture
{
    private const int MaxPicturePixels = 768;
    private const int MinPicturePixels = 384;
    private const int ChartHeightPixels = 300;
    private const int MinChartPixels = 520;
    private const int GapPixels = 16;
    private const int PlaneRows = 3;

    public static RgbImage Draw(string name, int fileBytes, OpenedLatent latent)
    {
        var image = latent.Image;
        var bitsPerPixel = 8.0 * fileBytes / ((long)image.Width * image.Height);
        var (first, width) = PictureRow(latent);
        var chartWidth = Math.Max(MinChartPixels, (width - GapPixels) / 2);
        var sheetWidth = (2 * chartWidth) + GapPixels;
        var (planes, count) = ChannelPlanes.Draw(latent, sheetWidth, PlaneRows);
        return PanelSheet.Draw(
            string.Create(CultureInfo.InvariantCulture, $"{name}: {fileBytes:N0} bytes, {bitsPerPixel:F3} bits/pixel, quality {latent.Header.Quality}, model {latent.Model.Id}"),
            Explain(latent),
            [
                first,
                [
                    new Panel(
                        ByteCharts.Parts(latent, fileBytes, chartWidth, ChartHeightPixels),
                        "What the bytes are spent on",
                        "in the order of the file: any beginning decodes, the rest sharpens it"),
                    new Panel(
                        ByteCharts.Channels(latent, chartWidth, ChartHeightPixels),
                        "Bytes by channel",
                        "code length of the residual by the model's tables"),
                ],
                [
                    new Panel(
                        planes,
                        $"The residual of the {count} channels that take the most bytes, one square for {LatentGeometry.LatentStride} x {LatentGeometry.LatentStride} pixels",
                        "white: as the prior predicts; red: more, blue: less, full colour at the \u00b1 above each plane, in steps of the quantizer"),
                ],
            ]);
    }

    private static (IReadOnlyList<Panel> Row, int Width) PictureRow(OpenedLatent latent)
    {
        var image = latent.Image;
        var reduction = Fitting.ReductionOf(image.Width, image.Height, MaxPicturePixels);
        var zoom = Fitting.ZoomOf(image.Width, image.Height, MinPicturePixels);
        var shown = Fitting.Mean(image, reduction);
        var (width, height) = (shown.Width * zoom, shown.Height * zoom);
        var heat = new HeatMap(latent.Bits.ByPosition.Max());
        var map = heat.Draw(
            latent.Bits.ByPosition, latent.Symbols.Geometry.CodedWidth, width, height, (double)LatentGeometry.LatentStride * zoom / reduction);
        var beside = new Canvas(width + GapPixels + HeatMap.ScalePixels, height);
        beside.Paste(map, 0, 0, 1);
        beside.Paste(heat.DrawScale(height), width + GapPixels, 0, 1);
        var scale = reduction > 1 ? $", shown at 1/{reduction} of the size" : zoom > 1 ? $", shown {zoom} times as large" : "";
        return (
            [
                new Panel(shown, "The decoded picture", $"{image.Width} x {image.Height} pixels{scale}", zoom),
                new Panel(
                    beside.Image,
                    "Where the bits go",
                    $"bits of the residual for each {LatentGeometry.LatentStride} x {LatentGeometry.LatentStride} pixels"),
            ],
            width + GapPixels + beside.Image.Width);
    }

    private static string Explain(OpenedLatent latent)
    {
        var lost = latent.Arrived.Count(arrived => !arrived);
        var symbols = latent.Symbols.Residual.LongLength;
        var zeros = latent.Symbols.Residual.LongCount(residual => residual == 0);
        var loss = lost > 0 ? $" {lost} of {latent.Arrived.Count} chunks are cut off or damaged, and were guessed." : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"A latent is {latent.Model.LatentChannels} channels at a sixteenth of the picture's size. What is written is the residual: how far each number lies from what the prior predicts.\n{100.0 * zeros / symbols:F1}% of the {symbols:N0} residuals are zero.{loss}");
    }
}
