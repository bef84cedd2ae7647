using System.CommandLine;
using VaeGateway.Cli.Batch;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.Commands;

/// <summary>The options that <c>encode</c> and <c>decode</c> share, and the run behind them.</summary>
internal sealed class BatchOptions
{
    private static readonly int Cores = Environment.ProcessorCount;

    private readonly Option<int> _jobs = JobsOption.Create("Files converted at a time, each on one core. Unless given: the number of cores.", Cores);

    private readonly Option<bool> _noOverwrite = new("--no-overwrite")
    {
        Description = "Leave a file alone whose result is there already; so a run that was stopped goes on.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Write the summary as JSON: sizes in bytes and pixels." };

    private readonly Option<DirectoryInfo> _model = ModelOption.Create();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_jobs);
        command.Add(_noOverwrite);
        command.Add(_json);
        command.Add(_model);
    }

    /// <summary>Converts what the command line names, and reports.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="paths">What to read and where results go.</param>
    /// <param name="naming">Which files of folders are meant, and what results are called.</param>
    /// <param name="directions">What the model is needed for.</param>
    /// <param name="conversion">Makes the conversion with the loaded model.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <param name="decoder">Which decoder makes the pixels, if any are made.</param>
    /// <param name="effort">How hard encoding searches, if it does.</param>
    public int Run(
        ParseResult parsed,
        GivenPaths paths,
        BatchNaming naming,
        ModelDirections directions,
        Func<OnnxLatentModel, IConversion> conversion,
        CancellationToken cancellation,
        DecoderChoice decoder = DecoderChoice.Full,
        int effort = OnnxModelOptions.DefaultEffort)
    {
        var plan = paths.IsSingle ? BatchPlan.OneToOne(paths.Inputs[0], paths.Output) : ManyToFolder(paths, naming);
        var jobs = Math.Clamp(parsed.GetValue(_jobs), 1, Math.Max(1, plan.Items.Count));
        using var model = ModelOption.Load(parsed.GetValue(_model), directions, jobs == 1 ? Cores : 1, decoder, effort);
        var run = new BatchRun(conversion(model), jobs, parsed.GetValue(_noOverwrite));
        var (output, notes) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (paths.IsSingle && !parsed.GetValue(_json))
        {
            return RunSingle(run, plan.Items[0], notes);
        }

        var summary = run.Run(plan, notes, cancellation);
        if (parsed.GetValue(_json))
        {
            output.WriteLine(summary.ToJson());
        }
        else
        {
            BatchText.Write(summary, output);
        }

        return summary.ExitCode;
    }

    /// <summary>One line of notes, or one line of what is wrong.</summary>
    private static int RunSingle(BatchRun run, BatchItem item, TextWriter notes)
    {
        try
        {
            notes.WriteLine(BatchText.Sentence(run.Convert(item), item));
            return ExitCode.Done;
        }
        catch (Exception e) when (e is InvalidImageException or InvalidLatentException)
        {
            throw new BadInputException($"{item.Name}: {e.Message}");
        }
    }

    private static BatchPlan ManyToFolder(GivenPaths paths, BatchNaming naming)
    {
        var output = new DirectoryInfo(paths.Output);
        var found = new FileSearch(naming.IsWanted, output).Find(paths.Inputs);
        return found.Files.Count > 0 || found.Faults.Count > 0
            ? BatchPlan.Of(found, output, naming.Rename)
            : throw new BadInputException(
                $"{string.Join(", ", paths.Inputs)}: no {naming.Wanted} there, by their extensions; {found.Ignored} other files.");
    }
}
