using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.Models;

/// <summary>Finds model folders.</summary>
internal static class ModelLocator
{
    /// <summary>Environment variable that names the model folder.</summary>
    public const string Variable = "VAEGW_MODEL";

    /// <summary>
    /// The folder given, else the one that the environment names, else the newest of the nearest <c>models/</c> above the
    /// program or the working folder.
    /// </summary>
    /// <exception cref="BadInputException">There is none.</exception>
    public static string Find(DirectoryInfo? given) => Candidates(given) is [var first, ..]
        ? first
        : throw new BadInputException(
            $"No model found: give its folder with --model or {Variable}, or run below a folder that holds {ModelSearch.FolderName}/<id>/{ModelManifest.FileName}.");

    /// <summary>All folders that <see cref="Find"/> would choose from, its choice first.</summary>
    public static IReadOnlyList<string> Candidates(DirectoryInfo? given)
    {
        var named = given?.FullName ?? Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
        {
            return [named];
        }

        return ModelSearch.Nearest();
    }
}
