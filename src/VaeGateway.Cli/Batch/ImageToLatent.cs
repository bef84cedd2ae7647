using VaeGateway.Codec;
using VaeGateway.Codec.Targets;
using VaeGateway.Imaging;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Cli.Batch;

/// <summary>Encodes an image file as a latent file.</summary>
/// <param name="model">The networks.</param>
/// <param name="encode">Encodes an image, at a quality of its own choice.</param>
/// <param name="verifies">Whether to decode each latent again and compare it with the image.</param>
/// <param name="withholdsLarger">Whether a latent that is larger than its image file is not written.</param>
internal sealed class ImageToLatent(ILatentModel model, Func<RgbImage, TargetedLatent> encode, bool verifies, bool withholdsLarger) : IConversion
{
    /// <summary>What files are that this was done to.</summary>
    public const string Encoded = "encoded";

    private readonly MemoryShare _memory = MemoryShare.OfMachine();
    private readonly LatentDecoder _decoder = new(model) { MaxPixels = InputFile.Limits.MaxPixels };

    public string Participle => Encoded;

    /// <summary>Names keep their extension, so that a.jpg and a.png both find room.</summary>
    public static string Rename(string name) => name + LatentFormat.FileExtension;

    public BatchRow Convert(BatchItem item)
    {
        var file = InputFile.Read(item.Input);
        var info = ImageReader.ReadInfo(file, InputFile.Limits);
        return _memory.With((long)info.Width * info.Height, () => Convert(item, file));
    }

    private BatchRow Convert(BatchItem item, byte[] file)
    {
        var image = ImageReader.Decode(file, InputFile.Limits);
        var encoded = encode(image);
        var latent = encoded.Container;
        var isLarger = latent.Length > file.Length;
        var read = new BatchRow(item.Name, BatchStatus.Done) { Width = image.Width, Height = image.Height, BytesIn = file.LongLength };
        if (isLarger && withholdsLarger)
        {
            return read with { Status = BatchStatus.Withheld, Note = $"not written, since the latent is larger: {latent.Length} bytes" };
        }

        OutputFile.Write(item.Output, latent);
        string?[] notes = [isLarger ? "larger as a latent" : null, encoded.IsMet ? null : "short of the target, at the end of the scale"];
        return read with
        {
            Note = notes.Any(note => note is not null) ? string.Join(", ", notes.OfType<string>()) : null,
            Quality = encoded.Quality,
            BytesOut = latent.LongLength,
            BitsPerPixel = 8.0 * latent.Length / ((long)image.Width * image.Height),
            Psnr = verifies ? PeakSignalToNoise.Of(image, _decoder.Decode(latent).Image) : null,
        };
    }
}
