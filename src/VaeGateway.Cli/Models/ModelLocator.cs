using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.Models;

/// <summary>Finds model folders.</summary>
internal static class ModelLocator
{
    /// <summary>Environment variable that names the model folder.</summary>
    public const string Variable = "VAEGW_MODEL";

    private const string ModelsFolder = "models";

    /// <summary>
    /// The folder given, else the one that the environment names, else the newest of the nearest <c>models/</c> above the
    /// program or the working folder.
    /// </summary>
    /// <exception cref="BadInputException">There is none.</exception>
    public static string Find(DirectoryInfo? given) => Candidates(given) is [var first, ..]
        ? first
        : throw new BadInputException(
            $"No model found: give its folder with --model or {Variable}, or run below a folder that holds {ModelsFolder}/<id>/{ModelManifest.FileName}.");

    /// <summary>All folders that <see cref="Find"/> would choose from, its choice first.</summary>
    public static IReadOnlyList<string> Candidates(DirectoryInfo? given)
    {
        var named = given?.FullName ?? Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            return [named];
        }

        var nearProgram = SearchUp(AppContext.BaseDirectory);
        return nearProgram.Count > 0 ? nearProgram : SearchUp(Directory.GetCurrentDirectory());
    }

    /// <summary>Walks up from a folder to the first <c>models/</c> that holds models; the newest first.</summary>
    public static IReadOnlyList<string> SearchUp(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var models = new DirectoryInfo(Path.Combine(folder.FullName, ModelsFolder));
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
