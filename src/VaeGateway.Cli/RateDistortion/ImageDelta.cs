namespace VaeGateway.Cli.RateDistortion;

/// <summary>One image's own BD-rate.</summary>
/// <param name="Image">The image's file name.</param>
/// <param name="Percent">BD-rate in percent.</param>
internal sealed record ImageDelta(string Image, double Percent);
