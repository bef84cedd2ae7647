namespace VaeGateway.Cli.PrefixBench;

/// <summary>A part of a picture without and with damage, as PSNR in dB against the original.</summary>
internal sealed record BeforeAfter(double Intact, double Damaged);
