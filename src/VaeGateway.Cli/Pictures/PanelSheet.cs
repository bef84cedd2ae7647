using VaeGateway.Cli.CropSheets;
using VaeGateway.Codec;

namespace VaeGateway.Cli.Pictures;

/// <summary>Lays panels out in rows, each below its title, all below a heading.</summary>
internal static class PanelSheet
{
    private const int GapPixels = 16;
    private const int HeadingFontPixels = 22;
    private const int TitleFontPixels = 17;
    private const int DetailFontPixels = 14;
    private const double LineHeight = 1.4; // in font heights
    private const int MinPanelPixels = 300; // so that its title fits

    /// <summary>Draws a sheet.</summary>
    /// <param name="heading">One line above all.</param>
    /// <param name="explanation">Lines below it; what there is to see.</param>
    /// <param name="rows">The panels.</param>
    public static RgbImage Draw(string heading, string explanation, IReadOnlyList<IReadOnlyList<Panel>> rows)
    {
        var explained = LineOf(DetailFontPixels) * explanation.Split('\n').Length;
        var top = GapPixels + LineOf(HeadingFontPixels) + explained + GapPixels;
        var width = GapPixels + rows.Max(row => row.Sum(panel => PlaceOf(panel) + GapPixels));
        var canvas = new Canvas(width, top + rows.Sum(HeightOf));
        Write(canvas, heading, GapPixels, GapPixels, width - (2 * GapPixels), HeadingFontPixels);
        Write(canvas, explanation, GapPixels, GapPixels + LineOf(HeadingFontPixels), width - (2 * GapPixels), DetailFontPixels);
        foreach (var row in rows)
        {
            Draw(canvas, row, top);
            top += HeightOf(row);
        }

        return canvas.Image;
    }

    private static void Draw(Canvas canvas, IReadOnlyList<Panel> row, int top)
    {
        var left = GapPixels;
        foreach (var panel in row)
        {
            Write(canvas, panel.Title, left, top, PlaceOf(panel), TitleFontPixels);
            Write(canvas, panel.Detail, left, top + LineOf(TitleFontPixels), PlaceOf(panel), DetailFontPixels);
            canvas.Paste(panel.Pixels, left, top + TitlesPixels, panel.Zoom);
            left += PlaceOf(panel) + GapPixels;
        }
    }

    private static void Write(Canvas canvas, string text, int left, int top, int width, int fontPixels)
    {
        var lines = text.Split('\n').Length;
        canvas.Paste(Label.Draw(text, width, lines * LineOf(fontPixels), fontPixels), left, top, 1);
    }

    private static int TitlesPixels => LineOf(TitleFontPixels) + LineOf(DetailFontPixels);

    private static int LineOf(int fontPixels) => (int)Math.Ceiling(LineHeight * fontPixels);

    private static int PlaceOf(Panel panel) => Math.Max(panel.Width, MinPanelPixels);

    private static int HeightOf(IReadOnlyList<Panel> row) => TitlesPixels + row.Max(panel => panel.Height) + GapPixels;
}
