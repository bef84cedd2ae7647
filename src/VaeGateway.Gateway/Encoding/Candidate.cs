using VaeGateway.Gateway.LatentStore;

namespace VaeGateway.Gateway.Encoding;

/// <summary>An encoded image that passed the guard.</summary>
/// <param name="Form">What it is.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Quality">Quality of a latent, 0 to 63, or of a WebP or AVIF, 0 to 100; 100 for a lossless one.</param>
/// <param name="Verdict">What the guard saw.</param>
internal sealed record Candidate(BodyForm Form, byte[] Bytes, int Quality, GuardVerdict Verdict);
