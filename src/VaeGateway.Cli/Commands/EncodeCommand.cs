using System.CommandLine;
using VaeGateway.Cli.Batch;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Codec.Targets;

namespace VaeGateway.Cli.Commands;

/// <summary><c>vaegw encode</c>: image files to latent files.</summary>
internal static class EncodeCommand
{
    // The gateway's own.
    private const int DefaultQuality = 40;

    private static readonly string Teaching = $"""
        Reads JPEG, PNG, WebP, AVIF, TIFF and GIF, as long as they are still and opaque. Colours are converted to sRGB and
        the EXIF orientation is applied; other metadata is dropped.

        One file goes to the file OUT. Several files, a folder or a pattern go into the folder OUT, which is made where it is
        missing (one file goes into a folder if OUT is one, or ends with a slash):
          - names keep their extension, a.jpg becomes a.jpg{LatentFormat.FileExtension}, so that a.jpg and a.png both find room;
          - a folder's structure is kept below OUT; with several IN, its own name too;
          - other files, hidden files and links to folders are passed over; an image is told by its extension there;
          - in a pattern * stands for any part of a name, ** for any folders. Quote it, or the shell expands it;
          - results replace what is there, as cwebp, avifenc and cp do, unless --no-overwrite is given.

        Encoding looks for a better hyper-latent than the nearest: --effort 0 takes less time and some 1% more bytes, more where an image is even.

        A target in place of a quality is met by each image as near as the {QualityScale.Levels} steps allow; the search takes an encode's time
        three to six times over. An image that misses it at the end of the scale is marked.

        A table of all files follows, or JSON. An animated, transparent or vector image is skipped, and the exit code stays 0; it
        is 1 where a file was damaged, unreadable or missing, or none could be encoded at all. Neither stops the other files.

        Small graphics such as icons are often larger as latents. The table marks them; with --no-larger they are withheld, that is,
        not written, which changes nothing about the exit code.

        Examples:
          vaegw encode photo.jpg photo.vgl --quality 40
          vaegw encode photos/ latents/
          vaegw encode 'photos/**/*.jpg' logo.png latents/ --quality 32 --jobs 8 --verify
          vaegw encode site/ latents/ --no-larger
          vaegw encode photo.jpg photo.vgl --target-bytes 40000
          vaegw encode photos/ latents/ --target-psnr 36
          vaegw encode photos/ latents/ --no-overwrite --json | jq '.files[] | select(.status != "done")'
        """;

    public static Command Create()
    {
        var paths = GivenPaths.Create("images", $"the latent, usually *{LatentFormat.FileExtension}", FindFault);
        var quality = new Option<int>("--quality", "-q")
        {
            Description = $"{QualityScale.Min} (fewest bytes) to {QualityScale.Max} (finest).",
            HelpName = $"{QualityScale.Min}..{QualityScale.Max}",
            DefaultValueFactory = _ => DefaultQuality,
        };
        quality.Validators.Add(OptionRange.Between(quality, QualityScale.Min, QualityScale.Max));
        var verify = new Option<bool>("--verify") { Description = "Decode each latent again and tell its PSNR." };
        var noLarger = new Option<bool>("--no-larger") { Description = "Don't write a latent that is larger than its image file." };
        var effort = EffortOption.Create();
        var (targets, batch) = (new TargetOptions(), new BatchOptions());
        var command = new TaughtCommand("encode", "Encodes images as latents.", Teaching) { paths, quality };
        targets.AddTo(command, quality);
        command.Add(effort);
        command.Add(verify);
        command.Add(noLarger);
        batch.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var (verifies, target) = (parsed.GetValue(verify), targets.Of(parsed));
            return Task.Run(
                () => batch.Run(
                    parsed,
                    GivenPaths.Of(parsed.GetRequiredValue(paths)),
                    new BatchNaming("images", FileKinds.IsImage, ImageToLatent.Rename),
                    verifies || target is not null ? ModelDirections.Both : ModelDirections.Encode,
                    model => new ImageToLatent(model, EncoderFor(model, target, parsed.GetValue(quality)), verifies, parsed.GetValue(noLarger)),
                    cancellation,
                    effort: parsed.GetValue(effort)),
                CancellationToken.None);
        });
        return command;
    }

    private static Func<RgbImage, TargetedLatent> EncoderFor(ILatentModel model, EncodingTarget? target, int quality)
    {
        if (target is not null)
        {
            var search = new TargetEncoder(model);
            return image => search.Encode(image, target);
        }

        var encoder = new LatentEncoder(model);
        return image => new TargetedLatent(encoder.Encode(image, quality), quality, IsMet: true);
    }

    /// <summary>With OUT forgotten, <c>encode *.jpg</c> would take the last picture for it.</summary>
    private static string? FindFault(GivenPaths paths) => FileKinds.IsImage(paths.Output) && !Directory.Exists(paths.Output)
        ? $"OUT would be the image '{paths.Output}', but what is written are latents: name a *{LatentFormat.FileExtension} file or a folder last."
        : null;
}
