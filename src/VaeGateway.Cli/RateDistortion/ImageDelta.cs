namespace VaeGateway.Cli.RateDistortion;

/// <summary>One image's own BD-rate.</summary>
/// <param name="Image">The image's file name.</param>
/// <param name="Percent">BD-rate in percent.</param>
/// <param name="LeastGain">
/// Fidelity above the peer's at equal bytes, at the rate where it is least; negative if there is a rate at which the peer is
/// better. Null where the rates don't overlap.
/// </param>
internal sealed record ImageDelta(string Image, double Percent, double? LeastGain);
