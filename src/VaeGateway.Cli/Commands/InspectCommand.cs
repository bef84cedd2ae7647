using System.CommandLine;
using System.Text.Json;
using VaeGateway.Cli.Inspection;
using VaeGateway.Cli.Models;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.Commands;

/// <summary><c>vaegw inspect</c>: what a latent file says of itself.</summary>
internal static class InspectCommand
{
    private const string Teaching = """
        Runs no network. The checksum of a chunk is "ok", "wrong", or "cut" where the file ends before it does. A wrong header
        or hyper-latent makes the file undecodable; any other chunk costs only what it carries.

        Examples:
          vaegw inspect photo.vgl
          vaegw inspect photo.vgl --json | jq .bitsPerPixel
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The latent." };
        var asJson = new Option<bool>("--json") { Description = "Write JSON: sizes in bytes and pixels." };
        var model = ModelOption.Create();
        var command = new TaughtCommand("inspect", "Shows a latent's header, chunks and checksums.", Teaching) { file, asJson, model };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(file), parsed.GetValue(asJson), parsed.GetValue(model), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(FileInfo file, bool asJson, DirectoryInfo? modelFolder, TextWriter output)
    {
        var knownModels = ModelLocator.Candidates(modelFolder).Select(folder => ModelFolder.Open(folder).Manifest.Describe());
        var latent = InputFile.Parse(file, bytes => LatentInspector.Inspect(bytes, knownModels));
        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(latent, Json));
        }
        else
        {
            InspectionText.Write(latent, output);
        }

        return ExitCode.Done;
    }
}
