using System.Globalization;
using VaeGateway.Cli.CropSheets;
using VaeGateway.Codec;
using Color = ScottPlot.Color;

namespace VaeGateway.Cli.Inspection;

/// <summary>Draws numbers as colours, dark for none to bright for the most, and the scale that explains them.</summary>
/// <param name="largest">The number that gets the brightest colour.</param>
internal sealed class HeatMap(double largest)
{
    private const int ScaleWidthPixels = 24;
    private const int ScaleLabelPixels = 76;
    private const int ScaleFontPixels = 14;
    private const int ScaleSteps = 4;

    private static readonly ScottPlot.Colormaps.Inferno Colours = new();

    /// <summary>Width of <see cref="DrawScale"/>, in pixels.</summary>
    public static int ScalePixels => ScaleWidthPixels + ScaleLabelPixels;

    /// <summary>Draws a plane, each number as a square.</summary>
    /// <param name="values">The numbers, shape [rows, columns].</param>
    /// <param name="columns">Columns of the plane.</param>
    /// <param name="width">Width to draw, in pixels; what is beyond it is cut off.</param>
    /// <param name="height">Height to draw, in pixels.</param>
    /// <param name="squarePixels">Side of a square.</param>
    public RgbImage Draw(double[] values, int columns, int width, int height, double squarePixels)
    {
        var canvas = new Canvas(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                canvas.Set(x, y, ColourOf(values[((int)(y / squarePixels) * columns) + (int)(x / squarePixels)]));
            }
        }

        return canvas.Image;
    }

    /// <summary>Draws the scale: the largest number on top, 0 at the bottom.</summary>
    public RgbImage DrawScale(int height)
    {
        var canvas = new Canvas(ScalePixels, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < ScaleWidthPixels; x++)
            {
                canvas.Set(x, y, ColourOf(largest * (height - 1 - y) / Math.Max(1, height - 1)));
            }
        }

        var lineHeight = ScaleFontPixels + 4;
        for (var step = 0; step <= ScaleSteps && height > 2 * lineHeight; step++)
        {
            var text = (largest * step / ScaleSteps).ToString("F0", CultureInfo.InvariantCulture);
            var label = Label.Draw(text, ScaleLabelPixels - 6, lineHeight, ScaleFontPixels);
            canvas.Paste(label, ScaleWidthPixels + 6, (height - lineHeight) * (ScaleSteps - step) / ScaleSteps, 1);
        }

        return canvas.Image;
    }

    private Color ColourOf(double value) => Colours.GetColor(largest > 0 ? Math.Clamp(value / largest, 0, 1) : 0);
}
