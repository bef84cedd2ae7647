using System.Globalization;
using VaeGateway.Cli.CropSheets;
using VaeGateway.Codec;
using Color = ScottPlot.Color;

namespace VaeGateway.Cli.Inspection;

/// <summary>A contact sheet of residual planes: blue below the prior's mean, white as predicted, red above it.</summary>
internal static class ChannelPlanes
{
    private const int GapPixels = 14;
    private const int FontPixels = 12;
    private const int LinePixels = 17;
    private const int LabelLines = 2;
    private const int MinCellPixels = 124; // so that its label fits
    private const int PlanePixels = 200; // longer side, about

    private static readonly Color Below = new(33, 82, 168);
    private static readonly Color Above = new(190, 30, 45);
    private static readonly Color Edge = ScottPlot.Colors.LightGray;

    /// <summary>Draws the channels that take the most bits.</summary>
    /// <param name="latent">The latent.</param>
    /// <param name="width">Width of the sheet, in pixels.</param>
    /// <param name="rows">Rows of planes.</param>
    /// <returns>The sheet, and how many channels it shows.</returns>
    public static (RgbImage Image, int Count) Draw(OpenedLatent latent, int width, int rows)
    {
        var geometry = latent.Symbols.Geometry;
        var zoom = Math.Max(1, PlanePixels / Math.Max(geometry.CodedWidth, geometry.CodedHeight));
        var cellWidth = Math.Max(MinCellPixels, geometry.CodedWidth * zoom) + GapPixels;
        var cellHeight = (geometry.CodedHeight * zoom) + (LabelLines * LinePixels) + GapPixels;
        var columns = Math.Max(1, (width + GapPixels) / cellWidth);
        var strongest = Enumerable.Range(0, latent.Bits.ByChannel.Length)
            .Where(channel => latent.Bits.ByChannel[channel] > 0)
            .OrderByDescending(channel => latent.Bits.ByChannel[channel])
            .Take(columns * rows)
            .ToList();
        var canvas = new Canvas(Math.Max(width, cellWidth), cellHeight * Math.Max(1, (strongest.Count + columns - 1) / columns));
        for (var i = 0; i < strongest.Count; i++)
        {
            var (left, top) = (i % columns * cellWidth, i / columns * cellHeight);
            var plane = Values(latent.Symbols, strongest[i]);
            canvas.Paste(Label.Draw(LabelOf(latent, strongest[i], plane), cellWidth - GapPixels, LabelLines * LinePixels, FontPixels), left, top, 1);
            canvas.Fill(new CropWindow(left, top + (LabelLines * LinePixels), (geometry.CodedWidth * zoom) + 2, (geometry.CodedHeight * zoom) + 2), Edge);
            canvas.Paste(Draw(plane, geometry), left + 1, top + (LabelLines * LinePixels) + 1, zoom);
        }

        return (canvas.Image, strongest.Count);
    }

    private static string LabelOf(OpenedLatent latent, int channel, int[] plane)
    {
        var bits = latent.Bits.ByChannel[channel];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"channel {channel}\n{bits / 8:N0} bytes, \u00b1{Largest(plane)}");
    }

    private static int Largest(int[] plane) => plane.Max(Math.Abs);

    /// <summary>A channel's coded residuals, shape [CodedHeight, CodedWidth].</summary>
    private static int[] Values(LatentSymbols symbols, int channel)
    {
        var geometry = symbols.Geometry;
        var plane = new int[geometry.CodedHeight * geometry.CodedWidth];
        for (var i = 0; i < plane.Length; i++)
        {
            var (row, column) = (i / geometry.CodedWidth, i % geometry.CodedWidth);
            plane[i] = symbols.Residual[(((channel * geometry.LatentHeight) + row) * geometry.LatentWidth) + column];
        }

        return plane;
    }

    private static RgbImage Draw(int[] plane, LatentGeometry geometry)
    {
        var canvas = new Canvas(geometry.CodedWidth, geometry.CodedHeight);
        var largest = Math.Max(1, Largest(plane));
        for (var i = 0; i < plane.Length; i++)
        {
            // The square root lets small residuals be seen beside large ones.
            var strength = Math.Sqrt((double)Math.Abs(plane[i]) / largest);
            canvas.Set(i % geometry.CodedWidth, i / geometry.CodedWidth, ScottPlot.Colors.White.MixedWith(plane[i] < 0 ? Below : Above, strength));
        }

        return canvas.Image;
    }
}
