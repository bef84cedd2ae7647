using VaeGateway.Cli.Commands;
using VaeGateway.Codec;
using VaeGateway.Codec.Onnx;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.Pictures;

/// <summary>Reads images and latents alike; the model is loaded for the first latent.</summary>
/// <param name="modelFolder">Model folder, if given.</param>
internal sealed class PictureReader(DirectoryInfo? modelFolder) : IDisposable
{
    private OnnxLatentModel? _model;

    /// <summary>Reads a file, whatever it is called.</summary>
    /// <exception cref="BadInputException">It is neither an image nor a latent that can be read.</exception>
    public PictureFile Read(FileInfo file) => InputFile.Parse(file, bytes => IsLatent(bytes) ? Decode(file, bytes) : Load(file, bytes));

    public void Dispose() => _model?.Dispose();

    private static bool IsLatent(byte[] bytes) => bytes.AsSpan().StartsWith("VGL"u8);

    private static PictureFile Load(FileInfo file, byte[] bytes) => new(file, bytes.LongLength, ImageReader.Decode(bytes, InputFile.Limits));

    private PictureFile Decode(FileInfo file, byte[] bytes)
    {
        _model ??= ModelOption.Load(modelFolder, ModelDirections.Decode, Environment.ProcessorCount);
        var decoded = new LatentDecoder(_model) { MaxPixels = InputFile.Limits.MaxPixels }.Decode(bytes);
        var (header, _) = Codec.Container.ContainerReader.ReadHeader(bytes, InputFile.Limits.MaxPixels);
        return new PictureFile(file, bytes.LongLength, decoded.Image, header.Quality, decoded.LostChunks);
    }
}
