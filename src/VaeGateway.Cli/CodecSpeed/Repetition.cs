using System.Diagnostics;

namespace VaeGateway.Cli.CodecSpeed;

/// <summary>Runs something again and again, on as many threads as there are cores to measure.</summary>
/// <param name="cores">Threads.</param>
/// <param name="seconds">How long to go on, at least.</param>
internal sealed class Repetition(int cores, double seconds)
{
    /// <summary>Enough for memory pools and caches to have filled.</summary>
    private const double WarmUpShare = 0.6;

    private const int Least = 2;
    private const int Most = 400;

    /// <summary>Warms up, then measures. What takes so long that it runs only once meanwhile has no need of it: that run counts.</summary>
    /// <param name="create">Makes what a thread runs; it gives its own measure of a run.</param>
    /// <returns>The measures of all threads.</returns>
    public List<T> Run<T>(Func<Func<T>> create)
    {
        using var together = new Barrier(cores);
        var results = new List<T>();
        var threads = Enumerable.Range(0, cores).Select(_ => new Thread(() =>
        {
            var run = create();
            var first = Repeat(run, seconds * WarmUpShare, 1);
            together.SignalAndWait();
            IEnumerable<T> mine = first.Count == 1 ? [.. first, .. Repeat(run, seconds - (seconds * WarmUpShare), 1)] : Repeat(run, seconds, Least);
            lock (results)
            {
                results.AddRange(mine);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return results;
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static List<T> Repeat<T>(Func<T> run, double seconds, int least)
    {
        var (clock, results) = (Stopwatch.StartNew(), new List<T>());
        while (results.Count < least || (clock.Elapsed.TotalSeconds < seconds && results.Count < Most))
        {
            results.Add(run());
        }

        return results;
    }
}
