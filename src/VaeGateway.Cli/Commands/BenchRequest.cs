using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.Commands;

/// <summary>The options of <c>vaegw bench rd</c>.</summary>
/// <param name="Images">Folder of images.</param>
/// <param name="Codecs">Names of the codecs to measure.</param>
/// <param name="Output">Folder for the results.</param>
/// <param name="Points">Qualities for each codec; null for the default ladders.</param>
/// <param name="Jobs">Images at a time.</param>
/// <param name="Model">Model folder, if given.</param>
/// <param name="Decoder">Which of the model's decoders to measure.</param>
/// <param name="Effort">How hard the learned codec searches.</param>
internal sealed record BenchRequest(
    DirectoryInfo Images,
    IReadOnlyList<string> Codecs,
    DirectoryInfo Output,
    int? Points,
    int Jobs,
    DirectoryInfo? Model,
    DecoderChoice Decoder,
    int Effort);
