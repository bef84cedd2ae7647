namespace VaeGateway.Codec;

/// <summary>What the container carries of one image: integers, before entropy coding.</summary>
/// <param name="Geometry">The image's sizes.</param>
/// <param name="Quality">Quality, 0 to 63.</param>
/// <param name="HyperLatent">z, shape [Z, HyperHeight, HyperWidth].</param>
/// <param name="ScaleIndex">Scale index 0 to 63 of every residual, shape [M, LatentHeight, LatentWidth]; follows from z and the quality.</param>
/// <param name="Residual">r = quantized y − μ, same shape as <paramref name="ScaleIndex"/>.</param>
public sealed record LatentSymbols(LatentGeometry Geometry, int Quality, sbyte[] HyperLatent, byte[] ScaleIndex, short[] Residual);
