using System.Runtime.CompilerServices;
using VaeGateway.Codec;
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
        Latent = new LatentEncoder(_model).Encode(Pictures.Create(96, 64), Quality);
        Decoded = new LatentDecoder(_model).Decode(Latent).Image;
    }

    public static string Folder { get; } = ModelSearch.Above(Path.GetDirectoryName(ThisFile())!)[0];

    public static string Id { get; } = ModelFolder.Open(Folder).Manifest.Id;

    /// <summary>The picture as latent.</summary>
    public byte[] Latent { get; }

    /// <summary>The latent's pixels.</summary>
    public RgbImage Decoded { get; }

    public void Dispose() => _model.Dispose();

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
