using VaeGateway.Codec.EntropyCoding;

namespace VaeGateway.Codec;

/// <summary>What the bitstream needs to know of a model; read from its <c>model.json</c>.</summary>
/// <param name="Id">Name of the model, as it appears in media types and URLs.</param>
/// <param name="Fingerprint">The first four bytes of the model's hash, big-endian; containers carry it.</param>
/// <param name="LatentChannels">M, channels of y.</param>
/// <param name="HyperChannels">Z, channels of z.</param>
/// <param name="Tables">Integer frequency tables of the residual magnitudes.</param>
/// <param name="HyperScaleIndex">Scale index of each channel of z by quality, shape [64][Z].</param>
public sealed record ModelDescription(
    string Id,
    uint Fingerprint,
    int LatentChannels,
    int HyperChannels,
    SymbolTables Tables,
    byte[][] HyperScaleIndex);
