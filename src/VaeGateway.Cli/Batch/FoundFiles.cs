namespace VaeGateway.Cli.Batch;

/// <summary>What the paths on a command line lead to.</summary>
internal sealed class FoundFiles
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The files to convert, in the order of the paths and by name within each; none twice.</summary>
    public List<FoundFile> Files { get; } = [];

    /// <summary>Paths that lead nowhere, and folders that can't be read.</summary>
    public List<BatchRow> Faults { get; } = [];

    /// <summary>Files in folders that are of no kind to convert.</summary>
    public int Ignored { get; set; }

    public void Add(FoundFile found)
    {
        if (_seen.Add(found.File.FullName))
        {
            Files.Add(found);
        }
    }
}
