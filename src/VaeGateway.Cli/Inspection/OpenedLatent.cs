using VaeGateway.Codec;
using VaeGateway.Codec.Container;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.Inspection;

/// <summary>A latent taken apart, with the model that made it.</summary>
/// <param name="Header">The container's header.</param>
/// <param name="Arrived">For each residual chunk whether it is whole.</param>
/// <param name="Model">The model's shapes and tables.</param>
/// <param name="Symbols">The symbols.</param>
/// <param name="Bits">Where the residual's bits go.</param>
/// <param name="Image">The decoded picture.</param>
internal sealed record OpenedLatent(
    ContainerHeader Header, IReadOnlyList<bool> Arrived, ModelDescription Model, LatentSymbols Symbols, ResidualBits Bits, RgbImage Image)
{
    /// <summary>Opens a container with the one of the models at hand that made it.</summary>
    /// <exception cref="InvalidLatentException">The header or the hyper-latent is damaged, or no model at hand made it.</exception>
    public static OpenedLatent Of(byte[] container, IReadOnlyList<string> modelFolders)
    {
        var (header, chunksOffset) = ContainerReader.ReadHeader(container, InputFile.Limits.MaxPixels);
        var folder = modelFolders.FirstOrDefault(candidate => ModelFolder.Open(candidate).Manifest.Describe().Fingerprint == header.Fingerprint)
            ?? modelFolders[0];
        using var model = OnnxLatentModel.Load(
            folder, new OnnxModelOptions { Directions = ModelDirections.Decode, IntraOpThreads = Environment.ProcessorCount });
        var symbols = new LatentDecoder(model) { MaxPixels = InputFile.Limits.MaxPixels }.Unpack(container, out _, out _);
        List<bool> arrived = [.. ContainerReader.FindChunks(container, header, chunksOffset).Skip(1).Select(chunk => chunk is not null)];
        var lengths = new CodeLength(ModelFolder.Open(folder).Manifest.MagnitudeTables);
        var bits = ResidualBits.Of(symbols, model.Description.LatentChannels, header.Partition, arrived, lengths);
        return new OpenedLatent(header, arrived, model.Description, symbols, bits, model.Synthesize(symbols));
    }
}
