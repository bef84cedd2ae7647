namespace VaeGateway.Cli.Batch;

/// <summary>Sums over a run; bytes and pixels are those of converted files.</summary>
/// <param name="Done">Converted.</param>
/// <param name="Kept">Left alone, since their output was there.</param>
/// <param name="Withheld">Converted but not written, since they came out larger.</param>
/// <param name="Skipped">Of a kind that can't be converted.</param>
/// <param name="Failed">Damaged, unreadable or not to be written.</param>
/// <param name="Ignored">Files in folders that are of no kind to convert.</param>
/// <param name="Pixels">Pixels of all images.</param>
/// <param name="BytesIn">Bytes read.</param>
/// <param name="BytesOut">Bytes written.</param>
/// <param name="SavedPercent">Part of the bytes that was saved, per cent; null where nothing was converted.</param>
/// <param name="BitsPerPixel">Bits of all latents over the pixels of all images; null where nothing was converted.</param>
/// <param name="Psnr">Mean of the files' PSNR in dB; null unless it was asked for.</param>
/// <param name="Jobs">Files at a time.</param>
/// <param name="Seconds">Time from the first file to the last.</param>
internal sealed record BatchTotals(
    int Done,
    int Kept,
    int Withheld,
    int Skipped,
    int Failed,
    int Ignored,
    long Pixels,
    long BytesIn,
    long BytesOut,
    double? SavedPercent,
    double? BitsPerPixel,
    double? Psnr,
    int Jobs,
    double Seconds)
{
    public static BatchTotals Of(IReadOnlyList<BatchRow> rows, int ignored, int jobs, TimeSpan elapsed)
    {
        int Count(BatchStatus status) => rows.Count(row => row.Status == status);
        var done = rows.Where(row => row.Status == BatchStatus.Done).ToList();
        var (bytesIn, bytesOut) = (done.Sum(row => row.BytesIn ?? 0), done.Sum(row => row.BytesOut ?? 0));
        var pixels = done.Sum(row => (long)(row.Width ?? 0) * (row.Height ?? 0));
        return new BatchTotals(
            done.Count,
            Count(BatchStatus.Kept),
            Count(BatchStatus.Withheld),
            Count(BatchStatus.Skipped),
            Count(BatchStatus.Failed),
            ignored,
            pixels,
            bytesIn,
            bytesOut,
            bytesIn > 0 ? 100.0 * (bytesIn - bytesOut) / bytesIn : null,
            pixels > 0 ? done.Sum(row => (row.BitsPerPixel ?? 0) * (row.Width ?? 0) * (row.Height ?? 0)) / pixels : null,
            done.Average(row => row.Psnr),
            jobs,
            elapsed.TotalSeconds);
    }
}
