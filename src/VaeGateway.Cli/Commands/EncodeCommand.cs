using System.CommandLine;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.Commands;

/// <summary><c>vaegw encode</c>: image file to latent file.</summary>
internal static class EncodeCommand
{
    private const string Teaching = """
        Reads JPEG, PNG, WebP, AVIF, TIFF and GIF, as long as they are still and opaque. Colours are converted to sRGB and
        the EXIF orientation is applied; other metadata is dropped.

        Example:
          vaegw encode photo.jpg photo.vgl --quality 40
        """;

    public static Command Create()
    {
        var input = new Argument<FileInfo>("IN") { Description = "The image to encode." };
        var output = new Argument<FileInfo>("OUT") { Description = $"The latent to write, usually *{LatentFormat.FileExtension}." };
        var quality = new Option<int>("--quality", "-q")
        {
            Description = $"{QualityScale.Min} (fewest bytes) to {QualityScale.Max} (finest).",
            HelpName = $"{QualityScale.Min}..{QualityScale.Max}",
            Required = true,
        };
        quality.Validators.Add(OptionRange.Between(quality, QualityScale.Min, QualityScale.Max));
        var model = ModelOption.Create();
        var command = new TaughtCommand("encode", "Encodes an image as a latent.", Teaching) { input, output, quality, model };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(input),
            parsed.GetRequiredValue(output),
            parsed.GetValue(quality),
            parsed.GetValue(model),
            parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(FileInfo input, FileInfo output, int quality, DirectoryInfo? modelFolder, TextWriter notes)
    {
        var image = InputFile.Parse(input, bytes => ImageReader.Decode(bytes, InputFile.Limits));
        using var model = ModelOption.Load(modelFolder, ModelDirections.Encode);
        var latent = new LatentEncoder(model).Encode(image, quality);
        File.WriteAllBytes(output.FullName, latent);
        notes.WriteLine(
            $"{output}: {image.Width} x {image.Height} pixels, {latent.Length} bytes, "
            + $"{8.0 * latent.Length / ((long)image.Width * image.Height):F3} bits/pixel ({input}: {input.Length} bytes)");
        return ExitCode.Done;
    }
}
