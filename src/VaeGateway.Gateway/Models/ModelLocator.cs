using VaeGateway.Codec.Onnx;

namespace VaeGateway.Gateway.Models;

/// <summary>Finds the model folder.</summary>
internal static class ModelLocator
{
    private const string ModelsFolder = "models";

    /// <summary>The folder that the options name, else the newest model around the program or the working folder; null if there is none.</summary>
    public static string? Find(ModelOptions options) => options.Folder.Length > 0
        ? options.Folder
        : Newest(AppContext.BaseDirectory) ?? Newest(Directory.GetCurrentDirectory());

    /// <summary>Walks up from a folder to the first <c>models/</c> that holds a model.</summary>
    public static string? Newest(string start)
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

    private static string? NewestIn(DirectoryInfo models) => models.EnumerateDirectories()
        .Select(folder => new FileInfo(Path.Combine(folder.FullName, ModelManifest.FileName)))
        .Where(manifest => manifest.Exists)
        .OrderByDescending(manifest => manifest.LastWriteTimeUtc)
        .ThenByDescending(manifest => manifest.FullName, StringComparer.Ordinal)
        .FirstOrDefault()?.DirectoryName;
}
