namespace VaeGateway.Cli.Batch;

/// <summary>Finds the files that a command line means: files, folders with all that is below them, and patterns.</summary>
/// <param name="isWanted">Whether a name in a folder is of a kind to convert; a file that is named itself always is.</param>
/// <param name="output">The folder that results go to; it is not searched.</param>
internal sealed class FileSearch(Func<string, bool> isWanted, DirectoryInfo output)
{
    private readonly FoundFiles _found = new();

    /// <summary>Finds the files.</summary>
    /// <param name="paths">Files, folders and patterns. Where there are several, a folder's own name is kept below the output folder.</param>
    public FoundFiles Find(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                var folder = new DirectoryInfo(path);
                AddFolder(folder, paths.Count > 1 ? folder.Name : "");
            }
            else if (FileGlob.Parse(path) is { } glob)
            {
                AddMatches(glob, path);
            }
            else if (File.Exists(path))
            {
                _found.Add(new FoundFile(new FileInfo(path), path, Path.GetFileName(path)));
            }
            else
            {
                _found.Faults.Add(BatchRow.Failed(path, "does not exist"));
            }
        }

        return _found;
    }

    private void AddFolder(DirectoryInfo folder, string place)
    {
        foreach (var file in Walk(folder).Files(folder))
        {
            Offer(file, folder, place);
        }
    }

    private void AddMatches(FileGlob glob, string pattern)
    {
        if (!glob.Root.Exists)
        {
            _found.Faults.Add(BatchRow.Failed(pattern, $"matches nothing: there is no folder {glob.Root}"));
            return;
        }

        var matches = Walk(glob.Root).Files(glob.Root, glob.Levels)
            .Where(file => glob.Matches(Path.GetRelativePath(glob.Root.FullName, file.FullName))).ToList();
        if (matches.Count == 0)
        {
            _found.Faults.Add(BatchRow.Failed(pattern, "matches no file"));
        }

        foreach (var file in matches)
        {
            Offer(file, glob.Root, "");
        }
    }

    private void Offer(FileInfo file, DirectoryInfo root, string place)
    {
        if (!isWanted(file.Name))
        {
            _found.Ignored++;
            return;
        }

        var relative = Path.Combine(place, Path.GetRelativePath(root.FullName, file.FullName));
        if (FaultOf(file) is { } fault)
        {
            _found.Faults.Add(BatchRow.Failed(relative, fault));
            return;
        }

        _found.Add(new FoundFile(file, relative, relative));
    }

    /// <summary>What is wrong with an entry of a folder, or null. A pipe has length 0, and reading it might never end.</summary>
    private static string? FaultOf(FileInfo file)
    {
        try
        {
            var real = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return !real.Exists ? "is a link that leads nowhere" : real.Length == 0 ? "is empty" : null;
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }

    private FolderWalk Walk(DirectoryInfo root) => new(output, (folder, cause) =>
        _found.Faults.Add(BatchRow.Failed(Path.GetRelativePath(root.FullName, folder.FullName), $"can't be listed: {cause.Message}")));
}
