using Microsoft.Extensions.Logging;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Client;

/// <summary>What it takes to decode the latents of one host.</summary>
internal sealed record Decoding(OnnxLatentModel Model, LatentDecodingOptions Options, ILogger Logger);
