using VaeGateway.Codec;
using VaeGateway.Codec.Container;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.Batch;

/// <summary>Decodes a latent file to an image file.</summary>
/// <param name="model">The networks.</param>
/// <param name="format">What to write.</param>
/// <param name="quality">Quality on the format's own scale.</param>
internal sealed class LatentToImage(ILatentModel model, ImageFormat format, int quality) : IConversion
{
    private readonly MemoryShare _memory = MemoryShare.OfMachine();
    private readonly LatentDecoder _decoder = new(model) { MaxPixels = InputFile.Limits.MaxPixels };

    public string Participle => "decoded";

    /// <summary>The latent's extension goes, the image's comes: a.jpg.vgl becomes a.jpg.png.</summary>
    public static string Rename(string name, ImageFormat format) =>
        (FileKinds.IsLatent(name) ? name[..^LatentFormat.FileExtension.Length] : name) + ImageExtension.Of(format);

    public BatchRow Convert(BatchItem item)
    {
        var file = InputFile.Read(item.Input);
        var geometry = ContainerReader.ReadHeader(file, InputFile.Limits.MaxPixels).Header.Geometry;
        return _memory.With((long)geometry.Width * geometry.Height, () => Convert(item, file));
    }

    private BatchRow Convert(BatchItem item, byte[] file)
    {
        var decoded = _decoder.Decode(file);
        var (width, height) = (decoded.Image.Width, decoded.Image.Height);
        var image = ImageWriter.Write(decoded.Image, format, quality);
        OutputFile.Write(item.Output, image);
        var guess = decoded.IsComplete ? null : $"incomplete: {decoded.LostChunks} of {decoded.TotalChunks} chunks were guessed";
        return new BatchRow(item.Name, BatchStatus.Done, guess)
        {
            Width = width,
            Height = height,
            BytesIn = file.LongLength,
            BytesOut = image.LongLength,
            BitsPerPixel = 8.0 * file.LongLength / ((long)width * height),
        };
    }
}
