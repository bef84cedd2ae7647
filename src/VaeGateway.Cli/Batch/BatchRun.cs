using System.Diagnostics;
using VaeGateway.Cli.RateDistortion;
using VaeGateway.Codec;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.Batch;

/// <summary>Converts many files, several at a time; no file's fault stops the others.</summary>
/// <param name="conversion">What to do with each.</param>
/// <param name="jobs">Files at a time.</param>
/// <param name="keepsExisting">Whether a file whose output is there already is left alone.</param>
internal sealed class BatchRun(IConversion conversion, int jobs, bool keepsExisting)
{
    public BatchSummary Run(BatchPlan plan, TextWriter notes, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var rows = new BatchRow[plan.Items.Count];
        Progress.Show(plan.Items.Count, Progress.IsWatched(notes), done =>
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
            Parallel.For(0, rows.Length, options, i =>
            {
                rows[i] = ConvertOne(plan.Items[i]);
                done(plan.Items[i].Name);
            });
            return rows;
        });
        return new BatchSummary(conversion.Participle, [.. rows, .. plan.Faults], plan.Ignored, jobs, clock.Elapsed);
    }

    /// <summary>Converts one file; what is wrong with it is an exception.</summary>
    /// <exception cref="InvalidImageException">The image can't be read.</exception>
    /// <exception cref="InvalidLatentException">The latent can't be decoded.</exception>
    public BatchRow Convert(BatchItem item)
    {
        var row = keepsExisting && item.Output.Exists ? new BatchRow(item.Name, BatchStatus.Kept, "its result is there already") : conversion.Convert(item);
        return row.Status == BatchStatus.Withheld ? row : row with { Output = item.Output.FullName };
    }

    private BatchRow ConvertOne(BatchItem item)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            return Convert(item) with { Seconds = clock.Elapsed.TotalSeconds };
        }
        catch (InvalidImageException e) when (e.Fault is ImageFault.UnsupportedKind or ImageFault.TooManyBytes or ImageFault.TooManyPixels)
        {
            return new BatchRow(item.Name, BatchStatus.Skipped, e.Message);
        }
        catch (Exception e) when (e is BadInputException or InvalidImageException or InvalidLatentException or IOException or UnauthorizedAccessException)
        {
            return BatchRow.Failed(item.Name, e.Message);
        }
#pragma warning disable CA1031 // Whatever one picture does to a network or a library, the others are still to be converted.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return BatchRow.Failed(item.Name, $"{e.GetType().Name}: {e.Message}");
        }
    }
}
