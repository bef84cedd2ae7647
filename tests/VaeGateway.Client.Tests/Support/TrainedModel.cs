using System.Runtime.CompilerServices;
using VaeGateway.Codec;
using VaeGateway.Codec.Container;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Client.Tests.Support;

/// <summary>The trained model of this repository, loaded once, and a picture that it encoded.</summary>
public sealed class TrainedModel : IDisposable
{
    public const string Collection = "One trained model";

    private const int Quality = 32;

    private readonly OnnxLatentModel _model = OnnxLatentModel.Load(Folder);

    public TrainedModel()
    {
        Latent = Encode(96, 64);
        Decoded = Decode(Latent);
        var (header, offset) = ContainerReader.ReadHeader(Latent);
        PreviewBytes = (int)header.HyperLatentEnd(offset);
        Preview = Decode(Latent[..PreviewBytes]);
    }

    public static string Folder { get; } = ModelSearch.Above(Path.GetDirectoryName(ThisFile())!)[0];

    public static string Id { get; } = ModelFolder.Open(Folder).Manifest.Id;

    /// <summary>The picture as latent.</summary>
    public byte[] Latent { get; }

    /// <summary>The latent's pixels.</summary>
    public RgbImage Decoded { get; }

    /// <summary>Bytes of the latent that its preview takes.</summary>
    public int PreviewBytes { get; }

    /// <summary>What those bytes decode to.</summary>
    public RgbImage Preview { get; }

    public byte[] Encode(int width, int height) => new LatentEncoder(_model).Encode(Pictures.Create(width, height), Quality);

    public RgbImage Decode(byte[] latent) => new LatentDecoder(_model).Decode(latent).Image;

    public void Dispose() => _model.Dispose();

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
