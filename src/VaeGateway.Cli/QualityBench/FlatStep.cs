namespace VaeGateway.Cli.QualityBench;

/// <summary>A step of the quality scale that does not climb.</summary>
/// <param name="Image">The image's file name.</param>
/// <param name="FromQuality">The coarser quality.</param>
/// <param name="ToQuality">The next finer one.</param>
/// <param name="From">Bytes or dB at the coarser quality.</param>
/// <param name="To">Bytes or dB at the finer one, no more than at the coarser.</param>
internal sealed record FlatStep(string Image, int FromQuality, int ToQuality, double From, double To)
{
    /// <summary>Whether it goes down, rather than standing still.</summary>
    public bool IsFall => To < From;
}
