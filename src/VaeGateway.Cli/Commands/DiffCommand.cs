using System.CommandLine;
using VaeGateway.Cli.Batch;
using VaeGateway.Cli.Comparing;
using VaeGateway.Cli.Pictures;
using VaeGateway.Imaging;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Cli.Commands;

/// <summary><c>vaegw diff</c>: how two pictures differ.</summary>
internal static class DiffCommand
{
    private const int SheetQuality = 90;

    private static readonly string Teaching = $"""
        A and B are image files or latents, in any mixture, of the same size in pixels; which is which is told by their bytes.
        PSNR is over R, G and B; higher is better, 40 dB is hard to tell from the original. MS-SSIM is of luma, 1 where equal.
        SSIMULACRA 2 takes A for the original: 90 looks the same, 70 is high quality, 50 medium, 30 low. The worst tile is the
        square of {WorstTile.DefaultSide} pixels with the lowest PSNR, which a mean over the image would hide.

        OUT shows A, B and the amplified difference side by side with the worst tile framed, and below it the worst tile of
        each magnified.

        Examples:
          vaegw diff photo.png photo.vgl
          vaegw diff photo.png photo.vgl difference.png
          vaegw diff low.vgl high.vgl --json | jq .worstTile
        """;

    public static Command Create()
    {
        var a = new Argument<FileInfo>("A") { Description = "An image or a latent, usually the original." };
        var b = new Argument<FileInfo>("B") { Description = "Another of the same size." };
        var output = new Argument<FileInfo?>("OUT")
        {
            Description = "A picture of the difference to write: .png, .jpg, .webp or .avif.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        output.Validators.Add(ImageExtension.Check);
        var json = new Option<bool>("--json") { Description = "Write JSON: sizes in bytes and pixels, PSNR in dB." };
        var model = ModelOption.Create();
        var command = new TaughtCommand("diff", "Compares two pictures: images or latents.", Teaching) { a, b, output, json, model };
        command.SetAction(parsed =>
        {
            using var reader = new PictureReader(parsed.GetValue(model));
            var (first, second) = (reader.Read(parsed.GetRequiredValue(a)), reader.Read(parsed.GetRequiredValue(b)));
            var comparison = PictureComparison.Of(first, second);
            if (parsed.GetValue(output) is { } sheet)
            {
                var drawn = ComparisonSheet.Draw(first, second, comparison);
                OutputFile.Write(sheet, ImageWriter.Write(drawn, ImageExtension.FormatOf(sheet.Name)!.Value, SheetQuality));
            }

            Report(comparison, parsed.GetValue(json), parsed.InvocationConfiguration.Output);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Report(PictureComparison comparison, bool asJson, TextWriter output)
    {
        if (asJson)
        {
            output.WriteLine(comparison.ToJson());
        }
        else
        {
            ComparisonText.Write(comparison, output);
        }
    }
}
