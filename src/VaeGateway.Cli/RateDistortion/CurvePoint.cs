namespace VaeGateway.Cli.RateDistortion;

/// <summary>One point of a rate-distortion curve.</summary>
/// <param name="Quality">Quality on the codec's own scale.</param>
/// <param name="BitsPerPixel">Rate.</param>
/// <param name="Fidelity">In the unit of its measure; more is better.</param>
internal sealed record CurvePoint(int Quality, double BitsPerPixel, double Fidelity);
