namespace VaeGateway.Codec.Onnx;

/// <summary>Finds model folders near a program.</summary>
public static class ModelSearch
{
    /// <summary>Name of the folder that holds model folders.</summary>
    public const string FolderName = "models";

    /// <summary>The models near the program's own files, else those near the working folder.</summary>
    /// <returns>Model folders, the newest first; empty if there are none.</returns>
    public static IReadOnlyList<string> Nearest() =>
        Above(AppContext.BaseDirectory) is { Count: > 0 } found ? found : Above(Directory.GetCurrentDirectory());

    /// <summary>Walks up from a folder to the first <c>models/</c> that holds models.</summary>
    /// <param name="start">Where to begin.</param>
    /// <returns>Model folders, the newest first; empty if there are none.</returns>
    public static IReadOnlyList<string> Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var models = new DirectoryInfo(Path.Combine(folder.FullName, FolderName));
            if (models.Exists && ModelsIn(models) is { Count: > 0 } found)
            {
                return found;
            }
        }

        return [];
    }

    private static List<string> ModelsIn(DirectoryInfo models) => [.. models.EnumerateDirectories()
        .Select(folder => new FileInfo(Path.Combine(folder.FullName, ModelManifest.FileName)))
        .Where(manifest => manifest.Exists)
        .OrderByDescending(manifest => manifest.LastWriteTimeUtc)
        .ThenByDescending(manifest => manifest.FullName, StringComparer.Ordinal)
        .Select(manifest => manifest.DirectoryName!)];
}
