using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.Commands;

/// <summary>The options of <c>vaegw bench codec</c>.</summary>
/// <param name="Images">Folder of images.</param>
/// <param name="Output">Folder for the results.</param>
/// <param name="Size">Width and height of the picture to make of them; null takes one of them as it is.</param>
/// <param name="Codecs">Names of the codecs.</param>
/// <param name="Seconds">How long each measurement goes on, at least.</param>
/// <param name="Model">Model folder, if given.</param>
/// <param name="Decoder">Which of the model's decoders to measure.</param>
internal sealed record SpeedRequest(
    DirectoryInfo Images,
    DirectoryInfo Output,
    (int Width, int Height)? Size,
    IReadOnlyList<string> Codecs,
    double Seconds,
    DirectoryInfo? Model,
    DecoderChoice Decoder);
