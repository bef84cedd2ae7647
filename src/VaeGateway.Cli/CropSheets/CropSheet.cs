using VaeGateway.Codec;

namespace VaeGateway.Cli.CropSheets;

/// <summary>Lays crops out as a table, each above its label.</summary>
/// <param name="sizePixels">Side of a crop before magnification.</param>
/// <param name="zoom">How many times a crop is magnified.</param>
internal sealed class CropSheet(int sizePixels, int zoom)
{
    private const int GapPixels = 8;
    private const int LabelGapPixels = 4;
    private const int MinFontPixels = 10;
    private const int MaxFontPixels = 18;
    private const int FontsInCell = 20; // so that a label's longer line fits under its crop
    private const int MinCellPixels = FontsInCell * MinFontPixels;
    private const double LineHeight = 1.35; // in font heights
    private const int LabelLines = 2;

    private int CropPixels => sizePixels * zoom;

    private int CellPixels => Math.Max(CropPixels, MinCellPixels);

    private int FontPixels => Math.Clamp(CellPixels / FontsInCell, MinFontPixels, MaxFontPixels);

    private int LinePixels => (int)Math.Ceiling(LineHeight * FontPixels);

    private int LabelPixels => LabelLines * LinePixels;

    private int RowPixels => CropPixels + LabelGapPixels + LabelPixels + GapPixels;

    /// <summary>Width of a sheet, in pixels.</summary>
    public int WidthOf(int columns) => GapPixels + (columns * (CellPixels + GapPixels));

    /// <summary>Height of a sheet, in pixels: a line of caption above the rows.</summary>
    public int HeightOf(int rows) => GapPixels + LinePixels + GapPixels + (rows * RowPixels);

    /// <summary>Draws the sheet.</summary>
    /// <param name="caption">One line above all rows.</param>
    /// <param name="rows">Crops, as many in each row.</param>
    public RgbImage Draw(string caption, IReadOnlyList<IReadOnlyList<Crop>> rows)
    {
        var canvas = new Canvas(WidthOf(rows.Max(row => row.Count)), HeightOf(rows.Count));
        canvas.Paste(Label.Draw(caption, canvas.Image.Width - GapPixels, LinePixels, FontPixels), GapPixels, GapPixels, 1);
        for (var row = 0; row < rows.Count; row++)
        {
            var top = HeightOf(row);
            for (var column = 0; column < rows[row].Count; column++)
            {
                Draw(canvas, rows[row][column], WidthOf(column), top);
            }
        }

        return canvas.Image;
    }

    private void Draw(Canvas canvas, Crop crop, int left, int top)
    {
        canvas.Paste(crop.Pixels, left, top, zoom);
        var label = Label.Draw($"{crop.Title}\n{crop.Detail}", CellPixels, LabelPixels, FontPixels);
        canvas.Paste(label, left, top + CropPixels + LabelGapPixels, 1);
    }
}
