using System.CommandLine;
using System.Text.Json;
using VaeGateway.Cli.Batch;
using VaeGateway.Cli.Inspection;
using VaeGateway.Cli.Models;
using VaeGateway.Codec.Onnx;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.Commands;

/// <summary><c>vaegw inspect</c>: what a latent file says of itself.</summary>
internal static class InspectCommand
{
    private const int PictureQuality = 90;

    private const string Teaching = """
        Runs no network unless a picture is asked for. The checksum of a chunk is "ok", "wrong", or "cut" where the file ends before it does. A wrong header
        or hyper-latent makes the file undecodable; any other chunk costs only what it carries. The decoders are those that the model
        lists, with the multiplications that their synthesis networks take.

        --picture draws the decoded picture, beside it a map of where its bits go, charts of the bytes by channel group and by
        channel, and the residuals of the channels that take the most bytes.

        Examples:
          vaegw inspect photo.vgl
          vaegw inspect photo.vgl --json | jq .bitsPerPixel
          vaegw inspect photo.vgl --picture anatomy.png
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The latent." };
        var asJson = new Option<bool>("--json") { Description = "Write JSON: sizes in bytes and pixels." };
        var picture = new Option<FileInfo?>("--picture") { Description = "Also draw the latent: .png, .jpg, .webp or .avif.", HelpName = "FILE" };
        picture.Validators.Add(ImageExtension.Check);
        var model = ModelOption.Create();
        var command = new TaughtCommand("inspect", "Shows a latent's header, chunks and checksums, and draws it.", Teaching) { file, asJson, picture, model };
        command.SetAction(parsed =>
        {
            var models = ModelLocator.Candidates(parsed.GetValue(model));
            if (parsed.GetValue(picture) is { } drawn)
            {
                Draw(parsed.GetRequiredValue(file), models, drawn);
            }

            return Run(parsed.GetRequiredValue(file), parsed.GetValue(asJson), models, parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    private static void Draw(FileInfo file, IReadOnlyList<string> models, FileInfo picture)
    {
        var drawn = InputFile.Parse(file, bytes => models.Count > 0
            ? LatentPicture.Draw(file.Name, bytes.Length, OpenedLatent.Of(bytes, models))
            : throw new BadInputException("No model found to draw with: give its folder with --model."));
        OutputFile.Write(picture, ImageWriter.Write(drawn, ImageExtension.FormatOf(picture.Name)!.Value, PictureQuality));
    }

    private static int Run(FileInfo file, bool asJson, IReadOnlyList<string> models, TextWriter output)
    {
        var knownModels = models.Select(folder => ModelFolder.Open(folder).Manifest);
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
