namespace VaeGateway.Cli.Batch;

/// <summary>Finds the files below a folder, by name.</summary>
/// <remarks>
/// Names that begin with a dot are passed over: such files are a system's own, even where they are called .jpg. Links to
/// folders are not followed, since they may lead in circles.
/// </remarks>
/// <param name="output">A folder to leave out: what a run writes is not what it reads.</param>
/// <param name="onUnreadable">Called with each folder that can't be listed, and the cause.</param>
internal sealed class FolderWalk(DirectoryInfo output, Action<DirectoryInfo, Exception> onUnreadable)
{
    private readonly string _output = Path.TrimEndingDirectorySeparator(output.FullName);

    /// <summary>The files below a folder.</summary>
    /// <param name="folder">Where to begin.</param>
    /// <param name="levels">How deep to go; 1 for the folder's own files.</param>
    public IEnumerable<FileInfo> Files(DirectoryInfo folder, int levels = int.MaxValue)
    {
        foreach (var entry in Entries(folder))
        {
            if (entry is FileInfo file)
            {
                yield return file;
            }
            else if (levels > 1 && entry is DirectoryInfo { LinkTarget: null } below && below.FullName != _output)
            {
                foreach (var deeper in Files(below, levels - 1))
                {
                    yield return deeper;
                }
            }
        }
    }

    private List<FileSystemInfo> Entries(DirectoryInfo folder)
    {
        try
        {
            return [.. folder.EnumerateFileSystemInfos()
                .Where(entry => !entry.Name.StartsWith('.'))
                .OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            onUnreadable(folder, e);
            return [];
        }
    }
}
