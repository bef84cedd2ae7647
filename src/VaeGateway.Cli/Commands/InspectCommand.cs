using System.CommandLine;
using System.Text.Json;
using VaeGateway.Cli.Inspection;
using VaeGateway.Cli.Models;

namespace VaeGateway.Cli.Commands;

/// <summary><c>vaegw inspect</c>: what a latent file says of itself.</summary>
internal static class InspectCommand
{
    private const string Description = """
        Shows a latent's header and chunks; runs no network.

        The checksum of each chunk is "ok", "wrong", or "cut" where the file ends before it. A wrong header or hyper-latent makes the file
        undecodable; any other chunk costs only what it carries.

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
        var command = new Command("inspect", Description) { file, asJson, model };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(file), parsed.GetValue(asJson), parsed.GetValue(model), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(FileInfo file, bool asJson, DirectoryInfo? modelFolder, TextWriter output)
    {
        var known = KnownModel.TryRead(modelFolder is null ? ModelLocator.TryFindNamed() : ModelLocator.Find(modelFolder));
        var latent = InputFile.Parse(file, bytes => LatentInspector.Inspect(bytes, known));
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
