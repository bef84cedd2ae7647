using System.Runtime.CompilerServices;

namespace VaeGateway.Codec.Onnx.Tests;

/// <summary>The trained model of this repository, loaded once for all tests.</summary>
public sealed class CommittedModel : IDisposable
{
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    public static string Folder => Directory
        .GetFiles(Path.Combine(Repository, "models"), ModelManifest.FileName, SearchOption.AllDirectories)
        .Select(path => Path.GetDirectoryName(path)!)
        .Single(folder => !folder.Contains("training", StringComparison.Ordinal));

    public OnnxLatentModel Model { get; } = OnnxLatentModel.Load(Folder);

    public void Dispose() => Model.Dispose();

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
