using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.Inspection;

/// <summary>What a container says of itself; the JSON of <c>vaegw inspect</c>.</summary>
/// <param name="Bytes">Size of the file.</param>
/// <param name="ExpectedBytes">Size that the header promises.</param>
/// <param name="BitsPerPixel">Bits of the file over width × height.</param>
/// <param name="Fingerprint">The model's, eight hexadecimal digits.</param>
/// <param name="Model">Name of the model at hand with this fingerprint; null if there is none.</param>
/// <param name="Decoders">Ways to decode it that this model lists; null if it lists none, or there is no such model.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Quality">0 to 63.</param>
/// <param name="Groups">Channel groups.</param>
/// <param name="Bands">Bands of latent rows.</param>
/// <param name="BandRows">Latent rows in a band.</param>
/// <param name="HeaderBytes">Size of the header with its checksum.</param>
/// <param name="Chunks">The hyper-latent's chunk, then those of the residual.</param>
internal sealed record LatentInspection(
    long Bytes,
    long ExpectedBytes,
    double BitsPerPixel,
    string Fingerprint,
    string? Model,
    IReadOnlyList<ModelDecoder>? Decoders,
    int Width,
    int Height,
    int Quality,
    int Groups,
    int Bands,
    int BandRows,
    int HeaderBytes,
    IReadOnlyList<ChunkInspection> Chunks);
