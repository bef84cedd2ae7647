using Spectre.Console;

namespace VaeGateway.Cli.RateDistortion;

/// <summary>A progress bar on the error stream, where somebody watches it.</summary>
internal static class Progress
{
    /// <summary>Whether somebody watches: the notes go to a terminal.</summary>
    public static bool IsWatched(TextWriter notes) => ReferenceEquals(notes, Console.Error) && !Console.IsErrorRedirected;

    /// <summary>Runs work that reports each finished step.</summary>
    /// <param name="steps">Number of steps.</param>
    /// <param name="isWatched">Whether to draw a bar at all.</param>
    /// <param name="work">Takes a callback with what was just done.</param>
    public static T Show<T>(int steps, bool isWatched, Func<Action<string>, T> work)
    {
        if (!isWatched)
        {
            return work(_ => { });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn())
            .Start(context =>
            {
                var task = context.AddTask("starting", maxValue: steps);
                return work(done =>
                {
                    task.Description = Markup.Escape(done);
                    task.Increment(1);
                });
            });
    }
}
