using VaeGateway.Codec.Onnx;

namespace VaeGateway.Gateway.Models;

/// <summary>Finds the model folder.</summary>
internal static class ModelLocator
{
    /// <summary>The folder that the options name, else the newest model around the program or the working folder; null if there is none.</summary>
    public static string? Find(ModelOptions options) => options.Folder.Length > 0 ? options.Folder : ModelSearch.Nearest() is [var newest, ..] ? newest : null;
}
