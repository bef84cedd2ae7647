namespace VaeGateway.Cli.Batch;

/// <summary>Which file of a run becomes which, settled before any work begins.</summary>
/// <param name="Items">What to convert.</param>
/// <param name="Faults">What can't be, and why.</param>
/// <param name="Ignored">Files in folders that are of no kind to convert.</param>
internal sealed record BatchPlan(IReadOnlyList<BatchItem> Items, IReadOnlyList<BatchRow> Faults, int Ignored)
{
    /// <summary>One file that becomes one file.</summary>
    public static BatchPlan OneToOne(string input, string output) =>
        new([new BatchItem(input, new FileInfo(input), new FileInfo(output))], [], 0);

    /// <summary>Gives each file its output. Two files never share one: the second is a fault.</summary>
    /// <param name="found">The files.</param>
    /// <param name="output">The folder for the results.</param>
    /// <param name="rename">From a file's name to that of its result.</param>
    public static BatchPlan Of(FoundFiles found, DirectoryInfo output, Func<string, string> rename)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        var items = new List<BatchItem>();
        var faults = new List<BatchRow>(found.Faults);
        foreach (var file in found.Files)
        {
            var target = new FileInfo(Path.Combine(output.FullName, rename(file.Place)));
            if (!taken.TryAdd(target.FullName, file.Name))
            {
                faults.Add(BatchRow.Failed(file.Name, $"would overwrite the result of {taken[target.FullName]}; give it another OUT"));
            }
            else
            {
                items.Add(new BatchItem(file.Name, file.File, target));
            }
        }

        return new BatchPlan(items, faults, found.Ignored);
    }
}
