using System.Diagnostics;

namespace VaeGateway.Cli.CodecSpeed;

/// <summary>Runs something on a number of cores and takes samples.</summary>
/// <param name="cores">Threads, each on a core.</param>
/// <param name="seconds">How long to go on, at least.</param>
internal sealed class Sampler(int cores, double seconds)
{
    public List<Sample> Measure(Action run)
    {
        using var meter = new LargeObjectMeter();
        return new Repetition(cores, seconds).Run<Sample>(() =>
        {
            // Lives as long as its thread measures.
            var clock = new StageClock();
            return () => Take(clock, meter, run);
        });
    }

    /// <summary>A row of the samples.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="empty">A row that names what was measured.</param>
    public SpeedRow Row(List<Sample> samples, SpeedRow empty) => empty with
    {
        Cores = cores,
        Milliseconds = Repetition.Median(samples.Select(sample => sample.Milliseconds)),
        Count = samples.Count,
        CpuMilliseconds = cores == 1 ? Repetition.Median(samples.Select(sample => sample.CpuMilliseconds)) : null,
        AllocatedBytes = (long)samples.Average(sample => sample.AllocatedBytes),
        LargeBytes = (long)samples.Average(sample => sample.LargeBytes) / cores,
    };

    private static Sample Take(StageClock clock, LargeObjectMeter meter, Action run)
    {
        var (start, cpu, allocated, large) =
            (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread(), meter.Bytes);
        var stages = clock.Time(run);
        return new Sample(
            Stopwatch.GetElapsedTime(start).TotalMilliseconds,
            (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds,
            GC.GetAllocatedBytesForCurrentThread() - allocated,
            meter.Bytes - large,
            stages);
    }
}
