namespace VaeGateway.Cli.PrefixBench;

/// <summary>One picture at one quality.</summary>
/// <param name="Points">While it arrives, by bytes.</param>
/// <param name="Damages">One chunk damaged at a time.</param>
internal sealed record PrefixResult(IReadOnlyList<PrefixPoint> Points, IReadOnlyList<DamagePoint> Damages);
