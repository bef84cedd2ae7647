using System.Diagnostics;

namespace VaeGateway.Codec.Fuzz;

/// <summary>Runs cases one after the other on a thread of its own, and watches that each comes to an end.</summary>
internal sealed class FuzzRun(string name, Mutator mutator, Target target)
{
    /// <summary>Not a measure of speed: a case takes milliseconds, and a machine would have to stand still for this.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);

    private readonly Stopwatch _clock = new();
    private volatile int _current;
    private long _startedTicks;
    private long _slowestTicks;
    private int _slowest;
    private int _cases;

    /// <returns>A line on what was done.</returns>
    /// <exception cref="FuzzException">A case failed or hangs; it is saved, and the message says how to run it again.</exception>
    public async Task<string> RunAsync(TimeSpan time, int first, int count)
    {
        _clock.Start();
        Volatile.Write(ref _startedTicks, 0);
        var running = Task.Factory.StartNew(() => RunAll(time, first, count), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(1)));
            if (!running.IsCompleted && _clock.Elapsed - TimeSpan.FromTicks(Volatile.Read(ref _startedTicks)) > Hang)
            {
                throw Failure(_current, new TimeoutException($"It has not come to an end in {Hang.TotalMinutes} minutes."));
            }
        }

        await running;
        return $"{name}: {_cases} cases from number {first} in {_clock.Elapsed.TotalSeconds:F0} s; slowest: number {_slowest}, "
            + $"{TimeSpan.FromTicks(_slowestTicks).TotalMilliseconds:F0} ms; taken {Counts(target.Taken)}; refused {Counts(target.Refused)}";
    }

    private static string Counts(Dictionary<string, long> counts) => string.Join(", ", counts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"));

    private void RunAll(TimeSpan time, int first, int count)
    {
        for (_current = first; _cases < count && _clock.Elapsed < time; _current++)
        {
            var container = mutator.Create(_current);
            var started = _clock.Elapsed.Ticks;
            Volatile.Write(ref _startedTicks, started);
            try
            {
                target.Check(container);
            }
            catch (Exception e)
            {
                throw Failure(_current, e);
            }

            _cases++;
            if (_clock.Elapsed.Ticks - started > _slowestTicks)
            {
                (_slowestTicks, _slowest) = (_clock.Elapsed.Ticks - started, _current);
            }
        }
    }

    private FuzzException Failure(int number, Exception cause)
    {
        var folder = Path.Combine(Corpus.Repository, "artifacts", "fuzz");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{name}-{number}{LatentFormat.FileExtension}");
        File.WriteAllBytes(path, mutator.Create(number));
        return new FuzzException(
            $"Case {number} of {name}: {cause.GetType().Name}: {cause.Message}\n  saved as {path}; when it is mended, keep it in {Corpus.SavedFolder}\n"
                + $"  again: make fuzz FUZZ_START={number} FUZZ_CASES=1",
            cause);
    }
}
