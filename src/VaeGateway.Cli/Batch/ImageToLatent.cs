using VaeGateway.Codec;
using VaeGateway.Imaging;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Cli.Batch;

/// <summary>Encodes an image file as a latent file.</summary>
/// <param name="model">The networks.</param>
/// <param name="quality">0 to 63.</param>
/// <param name="verifies">Whether to decode each latent again and compare it with the image.</param>
/// <param name="withholdsLarger">Whether a latent that is larger than its image file is not written.</param>
internal sealed class ImageToLatent(ILatentModel model, int quality, bool verifies, bool withholdsLarger) : IConversion
{
    /// <summary>What files are that this was done to.</summary>
    public const string Encoded = "encoded";

    private readonly LatentEncoder _encoder = new(model);
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
        var latent = _encoder.Encode(image, quality);
        var isLarger = latent.Length > file.Length;
        var read = new BatchRow(item.Name, BatchStatus.Done) { Width = image.Width, Height = image.Height, BytesIn = file.LongLength };
        if (isLarger && withholdsLarger)
        {
            return read with { Status = BatchStatus.Withheld, Note = $"not written, since the latent is larger: {latent.Length} bytes" };
        }

        OutputFile.Write(item.Output, latent);
        return read with
        {
            Note = isLarger ? "larger as a latent" : null,
            BytesOut = latent.LongLength,
            BitsPerPixel = 8.0 * latent.Length / ((long)image.Width * image.Height),
            Psnr = verifies ? PeakSignalToNoise.Of(image, _decoder.Decode(latent).Image) : null,
        };
    }
}
