namespace VaeGateway.Codec.Targets;

/// <summary>An image encoded for a target.</summary>
/// <param name="Container">The container.</param>
/// <param name="Quality">The quality that was found, 0 to 63.</param>
/// <param name="IsMet">Whether the target is met; if not, the quality is the end of the scale that comes nearest.</param>
public sealed record TargetedLatent(byte[] Container, int Quality, bool IsMet);
