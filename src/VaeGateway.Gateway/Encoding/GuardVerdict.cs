namespace VaeGateway.Gateway.Encoding;

/// <summary>How well a latent shows its image.</summary>
/// <param name="Psnr">PSNR in dB over the whole image.</param>
/// <param name="WorstTilePsnr">PSNR in dB of the worst tile.</param>
/// <param name="Objection">Why the latent must not be served; null if it may.</param>
internal readonly record struct GuardVerdict(double Psnr, double WorstTilePsnr, Refusal? Objection);
