using System.CommandLine;
using VaeGateway.Cli.Models;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.Commands;

/// <summary>The option that several commands share: which model to run.</summary>
internal static class ModelOption
{
    public static Option<DirectoryInfo> Create() => new("--model")
    {
        Description = $"Model folder (holds model.json). Unless given: ${ModelLocator.Variable}, else the newest of the nearest models/ above.",
        HelpName = "DIR",
    };

    /// <param name="folder">Model folder, if given.</param>
    /// <param name="directions">What it is needed for.</param>
    /// <param name="threads">Threads within one network run.</param>
    /// <param name="decoder">Which decoder makes the pixels.</param>
    /// <param name="effort">How hard encoding searches.</param>
    public static OnnxLatentModel Load(
        DirectoryInfo? folder,
        ModelDirections directions,
        int threads = 1,
        DecoderChoice decoder = DecoderChoice.Full,
        int effort = OnnxModelOptions.DefaultEffort)
    {
        if (OnnxLatentModel.ProviderNotice is { } notice)
        {
            Console.Error.WriteLine(notice);
        }

        return OnnxLatentModel.Load(
            ModelLocator.Find(folder),
            new OnnxModelOptions { Directions = directions, IntraOpThreads = threads, Decoder = decoder, Effort = effort });
    }
}
