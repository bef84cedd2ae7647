namespace VaeGateway.Cli.PrefixBench;

/// <summary>How good a picture is while its latent arrives.</summary>
/// <param name="Image">File name.</param>
/// <param name="Quality">0 to 63.</param>
/// <param name="SharePercent">The step, per cent of the bytes; null for the point where header and hyper-latent end.</param>
/// <param name="Bytes">Bytes received.</param>
/// <param name="TotalBytes">Bytes of the whole latent.</param>
/// <param name="Chunks">Residual chunks that have arrived whole.</param>
/// <param name="TotalChunks">All residual chunks.</param>
/// <param name="Psnr">PSNR in dB against the original; null where there is no picture yet.</param>
internal sealed record PrefixPoint(
    string Image, int Quality, int? SharePercent, int Bytes, int TotalBytes, int Chunks, int TotalChunks, double? Psnr);
