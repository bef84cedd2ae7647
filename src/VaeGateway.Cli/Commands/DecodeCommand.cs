using System.CommandLine;
using VaeGateway.Cli.Batch;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.Commands;

/// <summary><c>vaegw decode</c>: latent files to image files.</summary>
internal static class DecodeCommand
{
    private const int DefaultQuality = 90;

    private static readonly string Teaching = $"""
        A latent that was cut short or damaged behind its first part still decodes; what is missing comes out smoother, and a
        note says how much it is.

        One file goes to the file OUT, whose extension says which format: .png, .jpg, .webp or .avif. Several files, a folder
        or a pattern go into the folder OUT, which is made where it is missing (one file goes into a folder if OUT is one, or
        ends with a slash):
          - --format says which format; a.jpg{LatentFormat.FileExtension} becomes a.jpg.png, and a{LatentFormat.FileExtension} becomes a.png;
          - of a folder all *{LatentFormat.FileExtension} are taken, and its structure is kept below OUT; with several IN, its own name too;
          - in a pattern * stands for any part of a name, ** for any folders. Quote it, or the shell expands it;
          - results replace what is there, as dwebp, avifdec and cp do, unless --no-overwrite is given.

        --decoder light needs a model that comes with one: vaegw inspect lists the decoders of a latent's model. Any of them decodes any
        latent of the model. With measured the choice hangs on this machine, and a note says which it was.

        A table of all files follows, or JSON. The exit code is 1 where a file was undecodable, unreadable or missing; that
        does not stop the others.

        Examples:
          vaegw decode photo.vgl photo.png
          vaegw decode photo.vgl photo.webp --quality 80
          vaegw decode latents/ pictures/ --format webp
          vaegw decode 'latents/**/*.jpg.vgl' pictures/ --jobs 8
          vaegw decode latents/ pictures/ --decoder light
        """;

    public static Command Create()
    {
        var paths = GivenPaths.Create("latents", "the image: .png, .jpg, .webp or .avif", FindFault);
        var format = new Option<string?>("--format", "-f") { Description = "What to write into a folder. Unless given: png.", HelpName = string.Join('|', ImageExtension.Words) };
        format.Validators.Add(result =>
        {
            if (result.Tokens is [var word, ..] && ImageExtension.FormatOfWord(word.Value) is null)
            {
                result.AddError($"--format {word.Value} is not one of {string.Join(", ", ImageExtension.Words)}.");
            }
        });
        var quality = new Option<int>("--quality", "-q")
        {
            Description = "Quality of a .jpg, .webp or .avif, on that format's own scale; .png is lossless.",
            HelpName = "1..100",
            DefaultValueFactory = _ => DefaultQuality,
        };
        quality.Validators.Add(OptionRange.Between(quality, 1, 100));
        var decoder = DecoderOption.Create();
        var batch = new BatchOptions();
        var command = new TaughtCommand("decode", "Decodes latents to images.", Teaching) { paths, format, quality, decoder };
        command.Validators.Add(result =>
        {
            // By its tokens: asking for an argument's value here would end its own checks.
            if (result.GetResult(paths)?.Tokens is { Count: > 1 } tokens
                && GivenPaths.Of([.. tokens.Select(token => token.Value)]).IsSingle
                && result.GetResult(format) is not null)
            {
                result.AddError("--format is for folders: the extension of OUT says what to write.");
            }
        });
        batch.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var given = GivenPaths.Of(parsed.GetRequiredValue(paths));
            var kind = given.IsSingle ? ImageExtension.FormatOf(given.Output)!.Value : ImageExtension.FormatOfWord(parsed.GetValue(format) ?? "png")!.Value;
            return Task.Run(
                () => batch.Run(
                    parsed,
                    given,
                    new BatchNaming("latents", FileKinds.IsLatent, name => LatentToImage.Rename(name, kind)),
                    ModelDirections.Decode,
                    model =>
                    {
                        Note(model, parsed.GetValue(decoder), parsed.InvocationConfiguration.Error);
                        return new LatentToImage(model, kind, parsed.GetValue(quality));
                    },
                    cancellation,
                    parsed.GetValue(decoder)),
                CancellationToken.None);
        });
        return command;
    }

    /// <summary>Whoever left the choice to be measured is told it.</summary>
    private static void Note(OnnxLatentModel model, DecoderChoice asked, TextWriter notes)
    {
        if (asked == DecoderChoice.Measured)
        {
            notes.WriteLine($"decoder: {DecoderOption.WordOf(model.Decoder!.Value)}");
        }
    }

    private static string? FindFault(GivenPaths paths)
    {
        if (paths.IsSingle)
        {
            return ImageExtension.FormatOf(paths.Output) is null
                ? $"The extension of '{paths.Output}' names no format; use .png, .jpg, .webp or .avif, or a folder (with a slash at its end)."
                : null;
        }

        return FileKinds.IsLatent(paths.Output) && !Directory.Exists(paths.Output)
            ? $"OUT would be the latent '{paths.Output}', but what is written are images: name a folder last."
            : null;
    }
}
