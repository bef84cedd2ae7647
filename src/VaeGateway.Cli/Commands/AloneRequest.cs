using System.Globalization;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.Commands;

/// <summary>The options of <c>vaegw bench codec-alone</c>: one codec in one direction, in a process of its own.</summary>
/// <param name="Codec">The codec's name.</param>
/// <param name="Direction">encode or decode.</param>
/// <param name="Cores">Pictures at once, each on a core.</param>
/// <param name="Picture">The picture's file.</param>
/// <param name="Encoded">What the encoder writes and the decoder reads.</param>
/// <param name="Seconds">How long each measurement goes on, at least.</param>
/// <param name="Model">Model folder, if given.</param>
/// <param name="Decoder">Which of the model's decoders to measure.</param>
internal sealed record AloneRequest(
    string Codec, string Direction, int Cores, FileInfo Picture, FileInfo Encoded, double Seconds, DirectoryInfo? Model, DecoderChoice Decoder)
{
    public const string Encode = "encode";
    public const string Decode = "decode";

    /// <summary>The command line that says the same.</summary>
    public IEnumerable<string> Arguments =>
    [
        "bench", BenchCodecAloneCommand.Name, "--codec", Codec, "--direction", Direction,
        "--cores", Cores.ToString(CultureInfo.InvariantCulture), "--picture", Picture.FullName, "--encoded", Encoded.FullName,
        "--seconds", Seconds.ToString(CultureInfo.InvariantCulture), .. DecoderOption.Arguments(Decoder),
        .. Model is null ? Array.Empty<string>() : ["--model", Model.FullName],
    ];
}
