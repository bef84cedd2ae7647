namespace VaeGateway.Cli.Models;

/// <summary>Finds the model folder.</summary>
internal static class ModelLocator
{
    /// <summary>Environment variable that names the model folder.</summary>
    public const string Variable = "VAEGW_MODEL";

    private const string ModelsFolder = "models";
    private const string ManifestFile = "model.json";

    /// <summary>
    /// The folder given, else the one that the environment names, else the newest of the nearest <c>models/</c> above the
    /// program or the working folder.
    /// </summary>
    /// <exception cref="BadInputException">There is none.</exception>
    public static string Find(DirectoryInfo? given)
    {
        var named = given?.FullName ?? Environment.GetEnvironmentVariable(Variable);
        return !string.IsNullOrEmpty(named)
            ? Checked(named)
            : TryFind() ?? throw new BadInputException(
                $"No model found: give its folder with --model or {Variable}, or run where {ModelsFolder}/<id>/{ManifestFile} lies in a folder above.");
    }

    /// <summary>The newest model around the program or the working folder; null if there is none.</summary>
    public static string? TryFind() => SearchUp(AppContext.BaseDirectory) ?? SearchUp(Directory.GetCurrentDirectory());

    /// <summary>Walks up from a folder to the first <c>models/</c> that holds a model.</summary>
    public static string? SearchUp(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var models = new DirectoryInfo(Path.Combine(folder.FullName, ModelsFolder));
            if (models.Exists && NewestIn(models) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string Checked(string folder) => File.Exists(Path.Combine(folder, ManifestFile))
        ? folder
        : throw new BadInputException($"{folder} holds no {ManifestFile}; give a model folder with --model or {Variable}.");

    private static string? NewestIn(DirectoryInfo models) => models.EnumerateDirectories()
        .Select(folder => new FileInfo(Path.Combine(folder.FullName, ManifestFile)))
        .Where(manifest => manifest.Exists)
        .OrderByDescending(manifest => manifest.LastWriteTimeUtc)
        .ThenByDescending(manifest => manifest.FullName, StringComparer.Ordinal)
        .FirstOrDefault()?.DirectoryName;
}
