using System.CommandLine;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.Commands;

/// <summary><c>vaegw decode</c>: latent file to image file.</summary>
internal static class DecodeCommand
{
    private const int DefaultQuality = 90;

    private const string Teaching = """
        A latent that was cut short or damaged behind its first part still decodes; what is missing comes out smoother, and a
        note says how much it is.

        Examples:
          vaegw decode photo.vgl photo.png
          vaegw decode photo.vgl photo.webp --quality 80
        """;

    public static Command Create()
    {
        var input = new Argument<FileInfo>("IN") { Description = "The latent to decode." };
        var output = new Argument<FileInfo>("OUT") { Description = "The image to write; its extension says which kind: .png, .jpg, .webp or .avif." };
        output.Validators.Add(result =>
        {
            if (result.Tokens is [var path, ..] && FormatOf(path.Value) is null)
            {
                result.AddError($"The extension of '{path.Value}' names no format; use .png, .jpg, .webp or .avif.");
            }
        });
        var quality = new Option<int>("--quality", "-q")
        {
            Description = "Quality of a .jpg, .webp or .avif, on that format's own scale; .png is lossless.",
            HelpName = "1..100",
            DefaultValueFactory = _ => DefaultQuality,
        };
        quality.Validators.Add(OptionRange.Between(quality, 1, 100));
        var model = ModelOption.Create();
        var command = new TaughtCommand("decode", "Decodes a latent to an image.", Teaching) { input, output, quality, model };
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
        using var model = ModelOption.Load(modelFolder, ModelDirections.Decode);
        var decoder = new LatentDecoder(model) { MaxPixels = InputFile.Limits.MaxPixels };
        var decoded = InputFile.Parse(input, bytes => decoder.Decode(bytes));
        File.WriteAllBytes(output.FullName, ImageWriter.Write(decoded.Image, FormatOf(output.Name)!.Value, quality));
        notes.WriteLine($"{output}: {decoded.Image.Width} x {decoded.Image.Height} pixels");
        if (!decoded.IsComplete)
        {
            notes.WriteLine(
                $"vaegw: {input} is incomplete: {decoded.LostChunks} of {decoded.TotalChunks} chunks are cut off or damaged, and were guessed.");
        }

        return ExitCode.Done;
    }

    private static ImageFormat? FormatOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".PNG" => ImageFormat.Png,
        ".JPG" or ".JPEG" => ImageFormat.Jpeg,
        ".WEBP" => ImageFormat.WebP,
        ".AVIF" => ImageFormat.Avif,
        _ => null,
    };
}
