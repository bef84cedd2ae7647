namespace VaeGateway.Gateway.Encoding;

/// <summary>How well an encoded image shows its original.</summary>
/// <param name="Psnr">PSNR in dB over the whole image.</param>
/// <param name="WorstTilePsnr">PSNR in dB of the worst tile.</param>
/// <param name="WorstTileSsim">SSIM of the worst tile, at most 1.</param>
/// <param name="Objection">Why it must not be served; null if it may.</param>
internal readonly record struct GuardVerdict(double Psnr, double WorstTilePsnr, double WorstTileSsim, Refusal? Objection)
{
    /// <summary>That of a lossless file.</summary>
    public static GuardVerdict Exact { get; } = new(double.PositiveInfinity, double.PositiveInfinity, 1, null);
}
