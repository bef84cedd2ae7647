using System.Globalization;

namespace VaeGateway.Cli.Batch;

/// <summary>Lays a run out for people: a line for each file, what was not converted last, then the totals.</summary>
internal static class BatchText
{
    private const double PixelsOfMegapixel = 1e6;

    public static void Write(BatchSummary summary, TextWriter output)
    {
        var columns = new Columns(
            summary.Participle == ImageToLatent.Encoded,
            summary.Files.Select(row => row.Quality).OfType<int>().Distinct().Skip(1).Any(),
            summary.Totals.Psnr is not null);
        var headers = Cells(
            "file", "pixels", "bytes in", "bytes out", columns.Saved ? "saved" : null, columns.Quality ? "quality" : null, "bits/pixel", columns.Psnr ? "PSNR dB" : null);
        var lines = summary.Files.OrderBy(row => row.Status == BatchStatus.Done ? 0 : 1).Select(row => (Cells: CellsOf(row, columns), row.Status, row.Note)).ToList();
        string[][] all = [headers, .. lines.Select(line => line.Cells), CellsOf(summary.Totals, columns)];
        var widths = headers.Select((_, column) => all.Max(cells => cells[column].Length)).ToList();
        output.WriteLine(Line(headers, widths));
        foreach (var (cells, status, note) in lines)
        {
            output.WriteLine($"{Line(cells, widths)}{Remark(status, note)}".TrimEnd());
        }

        output.WriteLine(Line(all[^1], widths));
        output.WriteLine();
        output.WriteLine(Counts(summary));
        if (summary.Totals.Done > 0)
        {
            output.WriteLine(Speed(summary.Totals));
        }
    }

    /// <summary>One file in a sentence.</summary>
    public static string Sentence(BatchRow row, BatchItem item)
    {
        if (row.Status != BatchStatus.Done)
        {
            return $"{item.Output}: {row.Note}";
        }

        var psnr = row.Psnr is { } decibels ? $", {Number<double>(decibels, "F2")} dB" : "";
        var note = row.Note is null ? "" : $"{Environment.NewLine}vaegw: {item.Name} is {row.Note}";
        var quality = row.Quality is { } level ? $"quality {level}, " : "";
        return $"{item.Output}: {row.Width} x {row.Height} pixels, {quality}{row.BytesOut} bytes, "
            + $"{Number(row.BitsPerPixel, "F3")} bits/pixel{psnr} ({item.Name}: {row.BytesIn} bytes){note}";
    }

    private static string[] CellsOf(BatchRow row, Columns columns) => Cells(
        Printable(row.File),
        row.Width is { } width ? $"{width} x {row.Height}" : "",
        Number(row.BytesIn, "N0"),
        Number(row.BytesOut, "N0"),
        columns.Saved ? Number(row.SavedPercent, "0.0'%'") : null,
        columns.Quality ? Number(row.Quality, "D") : null,
        Number(row.BitsPerPixel, "F3"),
        columns.Psnr ? Number(row.Psnr, "F2") : null);

    private static string[] CellsOf(BatchTotals totals, Columns columns) => Cells(
        "total",
        $"{Number<double>(totals.Pixels / PixelsOfMegapixel, "F1")} million",
        Number<long>(totals.BytesIn, "N0"),
        Number<long>(totals.BytesOut, "N0"),
        columns.Saved ? Number(totals.SavedPercent, "0.0'%'") : null,
        columns.Quality ? "" : null,
        Number(totals.BitsPerPixel, "F3"),
        totals.Psnr is { } psnr ? $"mean {Number<double>(psnr, "F2")}" : null);

    private static string[] Cells(params string?[] cells) => [.. cells.OfType<string>()];

    private static string Line(string[] cells, List<int> widths) => string.Join(
        "  ", cells.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));

    private static string Remark(BatchStatus status, string? note) => status == BatchStatus.Done
        ? note is null ? "" : $"  {note}"
        : $"  {status.ToString().ToLowerInvariant()}: {note}";

    private static string Counts(BatchSummary summary)
    {
        var totals = summary.Totals;
        string[] parts =
        [
            $"{totals.Done} {summary.Participle}{Larger(summary)}",
            .. totals.Withheld > 0 ? [$"{totals.Withheld} withheld (larger as a latent)"] : Array.Empty<string>(),
            .. totals.Kept > 0 ? [$"{totals.Kept} kept"] : Array.Empty<string>(),
            $"{totals.Skipped} skipped (of a kind that is not converted)",
            $"{totals.Failed} failed",
            .. totals.Ignored > 0 ? [$"{totals.Ignored} of other kinds ignored"] : Array.Empty<string>(),
        ];
        return string.Join(", ", parts);
    }

    /// <summary>How many latents are larger than their images; an image decoded from one always may be.</summary>
    private static string Larger(BatchSummary summary) =>
        summary.Participle == ImageToLatent.Encoded && summary.Files.Count(row => row.SavedPercent < 0) is > 0 and var count
            ? $" ({count} larger as a latent)"
            : "";

    private static string Speed(BatchTotals totals) => string.Create(
        CultureInfo.InvariantCulture,
        $"{totals.Seconds:F1} s, {totals.Done / totals.Seconds:F2} images/s, {totals.Pixels / PixelsOfMegapixel / totals.Seconds:F2} megapixels/s, {totals.Jobs} at a time");

    /// <summary>A name may hold anything, a line's end too.</summary>
    private static string Printable(string name) => string.Concat(name.Select(letter => char.IsControl(letter) ? '?' : letter));

    private static string Number<T>(T? value, string format)
        where T : struct, IFormattable => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    /// <summary>What a run has to tell: a decoded image saves nothing, one quality for all is known, and PSNR takes a second decode.</summary>
    private readonly record struct Columns(bool Saved, bool Quality, bool Psnr);
}
