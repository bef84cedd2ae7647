using System.CommandLine;
using System.CommandLine.Parsing;
using VaeGateway.Cli.CropSheets;

namespace VaeGateway.Cli.Commands;

/// <summary><c>vaegw bench crops</c>: the codecs side by side at equal bytes, to be looked at.</summary>
internal static class BenchCropsCommand
{
    private const int MinSizePixels = 96;
    private const int MaxSizePixels = 1024;
    private const int DefaultSizePixels = 192;
    private const int MaxZoom = 4;
    private const int DefaultZoom = 2;
    private const double DefaultBitsPerPixel = 0.25;

    private const string Teaching = """
        A row for each image: the original, then JPEG, WebP, AVIF and the learned codec. The learned codec sets the bytes, at the
        quality whose rate is nearest to --bpp; each other codec gets the quality that comes nearest to these bytes without
        exceeding them. Where even its lowest quality takes more, the label says so. PSNR is that of the whole image.

        A crop shows the most detailed part near the middle, unless NAME@X,Y says where its upper left corner lies. Pixels are
        magnified without smoothing, so that artefacts stay what they are.

        Examples:
          vaegw bench crops --images kodak
          vaegw bench crops --images kodak --pictures kodim05,kodim20@300,120 --bpp 0.15 --out crops.png
        """;

    public static Command Create()
    {
        var images = new Option<DirectoryInfo>("--images") { Description = "Folder of images.", HelpName = "DIR", Required = true };
        var pictures = new Option<IReadOnlyList<CropPick>>("--pictures")
        {
            Description = $"Which of them, comma-separated, with or without extension. Unless given: the first {CropPick.DefaultCount}.",
            HelpName = "NAME[@X,Y],...",
            CustomParser = ParsePicks,
            DefaultValueFactory = _ => [],
        };
        var rate = CreateRate();
        var size = new Option<int>("--size") { Description = "Side of a crop in pixels.", HelpName = "PIXELS", DefaultValueFactory = _ => DefaultSizePixels };
        size.Validators.Add(OptionRange.Between(size, MinSizePixels, MaxSizePixels));
        var zoom = new Option<int>("--zoom") { Description = "Times that each pixel is magnified.", HelpName = $"1..{MaxZoom}", DefaultValueFactory = _ => DefaultZoom };
        zoom.Validators.Add(OptionRange.Between(zoom, 1, MaxZoom));
        var output = new Option<FileInfo>("--out") { Description = "The sheet, a PNG.", HelpName = "FILE", DefaultValueFactory = _ => new FileInfo("crops.png") };
        var model = ModelOption.Create();
        var command = new TaughtCommand("crops", "Shows the codecs side by side at equal bytes.", Teaching)
        {
            images, pictures, rate, size, zoom, output, model,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var request = new CropsRequest(
                parsed.GetRequiredValue(images),
                parsed.GetRequiredValue(pictures),
                parsed.GetValue(rate),
                parsed.GetValue(size),
                parsed.GetValue(zoom),
                parsed.GetRequiredValue(output),
                parsed.GetValue(model));
            return Task.Run(() => CropRun.Run(request, parsed.InvocationConfiguration, cancellation), CancellationToken.None);
        });
        return command;
    }

    private static Option<double> CreateRate()
    {
        var rate = new Option<double>("--bpp") { Description = "Bits/pixel to come near to.", HelpName = "RATE", DefaultValueFactory = _ => DefaultBitsPerPixel };
        rate.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && double.TryParse(token.Value, out var value) && !(value > 0 && double.IsFinite(value)))
            {
                result.AddError($"--bpp {token.Value} is no rate; give bits/pixel above 0, such as {DefaultBitsPerPixel}.");
            }
        });
        return rate;
    }

    private static IReadOnlyList<CropPick> ParsePicks(ArgumentResult result)
    {
        if (CropPick.Parse(result.Tokens[0].Value) is { } picks)
        {
            return picks;
        }

        result.AddError($"--pictures '{result.Tokens[0].Value}' can't be read; write names such as kodim05,kodim20@300,120.");
        return [];
    }
}
