using System.Diagnostics;

namespace VaeGateway.Codec.Fuzz;

/// <summary>Runs cases one after the other on a thread of its own, and watches that each comes to an end.</summary>
internal sealed class FuzzRun(string name, Mutator mutator, Target target)
{
    /// <summary>Processor time of a case that has no end. Not a measure of speed: one takes milliseconds, the largest some seconds.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);

    /// <summary>Time of a case that waits for what never comes. On a machine that is busy with other things it takes long to come by two minutes of a processor.</summary>
    private static readonly TimeSpan Standstill = TimeSpan.FromMinutes(20);

    private readonly Stopwatch _clock = new();
    private volatile int _current;
    private long _startedTicks;
    private long _startedProcessorTicks;
    private long _slowestTicks;
    private int _slowest;
    private int _cases;

    /// <returns>A line on what was done.</returns>
    /// <exception cref="FuzzException">A case failed or hangs; it is saved, and the message says how to run it again.</exception>
    public async Task<string> RunAsync(TimeSpan time, int first, int count)
    {
        _clock.Start();
        NoteStart();
        var running = Task.Factory.StartNew(() => RunAll(time, first, count), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(1)));
            var processor = Environment.CpuUsage.TotalTime.Ticks - Volatile.Read(ref _startedProcessorTicks);
            var elapsed = _clock.Elapsed.Ticks - Volatile.Read(ref _startedTicks);
            if (!running.IsCompleted && (processor > Hang.Ticks || elapsed > Standstill.Ticks))
            {
                throw Failure(_current, new TimeoutException(
                    $"It has not come to an end in {TimeSpan.FromTicks(elapsed).TotalMinutes:F0} minutes, {TimeSpan.FromTicks(processor).TotalMinutes:F0} of them the processor's."));
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
            var started = NoteStart();
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

    private long NoteStart()
    {
        Volatile.Write(ref _startedProcessorTicks, Environment.CpuUsage.TotalTime.Ticks);
        var started = _clock.Elapsed.Ticks;
        Volatile.Write(ref _startedTicks, started);
        return started;
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
