using Microsoft.Extensions.FileSystemGlobbing;

namespace VaeGateway.Cli.Batch;

/// <summary>A path with wildcards: * within a name, ** for any folders. Case does not matter.</summary>
internal sealed class FileGlob
{
    private const char Wildcard = '*';
    private const string AnyFolders = "**";

    private readonly Matcher _matcher = new(StringComparison.OrdinalIgnoreCase);

    private FileGlob(string root, string pattern)
    {
        Root = new DirectoryInfo(root);
        Levels = pattern.Contains(AnyFolders, StringComparison.Ordinal) ? int.MaxValue : pattern.Split('/').Length;
        _matcher.AddInclude(pattern);
    }

    /// <summary>The folder before the first wildcard.</summary>
    public DirectoryInfo Root { get; }

    /// <summary>How many levels of folders the pattern reaches.</summary>
    public int Levels { get; }

    /// <summary>Reads a path as a pattern; null where it has no wildcard, or is the name of a file that has an asterisk in it.</summary>
    public static FileGlob? Parse(string path)
    {
        if (!path.Contains(Wildcard, StringComparison.Ordinal) || File.Exists(path) || Directory.Exists(path))
        {
            return null;
        }

        var parts = path.Replace(Path.DirectorySeparatorChar, '/').Split('/');
        var first = Array.FindIndex(parts, part => part.Contains(Wildcard, StringComparison.Ordinal));
        var root = string.Join('/', parts[..first]);
        return new FileGlob(first == 0 ? "." : root.Length == 0 ? "/" : root, string.Join('/', parts[first..]));
    }

    /// <summary>Whether a file, as a path from <see cref="Root"/>, is meant.</summary>
    public bool Matches(string relative) => _matcher.Match(relative.Replace(Path.DirectorySeparatorChar, '/')).HasMatches;
}
