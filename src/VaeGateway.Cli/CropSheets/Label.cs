using ScottPlot;
using VaeGateway.Codec;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.CropSheets;

/// <summary>Draws text, with the library that draws the plots.</summary>
internal static class Label
{
    // Where it is missing, the library takes what there is.
    private const string FontName = "DejaVu Sans";

    // Letters reach a little above the line that the library lays them on.
    private const float TopPixels = 2;

    /// <summary>Lines of text, black on white, from the upper left corner; what does not fit is cut off.</summary>
    /// <param name="text">One or more lines.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="fontPixels">Height of the letters.</param>
    public static RgbImage Draw(string text, int width, int height, float fontPixels)
    {
        using var plot = new Plot();
        plot.Axes.Frameless();
        plot.HideGrid();
        plot.FigureBackground.Color = Colors.White;
        var label = plot.Add.Annotation(text, Alignment.UpperLeft);
        label.OffsetX = 0;
        label.OffsetY = TopPixels;
        label.LabelFontName = FontName;
        label.LabelFontSize = fontPixels;
        label.LabelFontColor = Colors.Black;
        label.LabelBackgroundColor = Colors.White;
        label.LabelBorderWidth = 0;
        label.LabelShadowColor = Colors.Transparent;
        return ImageReader.Decode(plot.GetImageBytes(width, height, ScottPlot.ImageFormat.Png), InputFile.Limits);
    }
}
