namespace VaeGateway.Cli.CodecSpeed;

/// <summary>One measured step.</summary>
/// <param name="Codec">The codec's name.</param>
/// <param name="Direction">encode or decode.</param>
/// <param name="Step">The part of it; empty for all of it.</param>
/// <param name="Cores">Pictures at once, each on a core.</param>
/// <param name="Milliseconds">Time a picture, the median.</param>
/// <param name="Count">How many pictures were measured.</param>
/// <param name="CpuMilliseconds">Processor time a picture, of all the process's threads, the median; it tells how much of the time the core was another's.</param>
/// <param name="AllocatedBytes">Managed memory allocated a picture.</param>
/// <param name="LargeBytes">Of it, bytes on the large object heap, to some 100 kB.</param>
/// <param name="PeakBytes">The process's peak of resident memory up to then.</param>
/// <param name="FileBytes">Size of the encoded file.</param>
internal sealed record SpeedRow(
    string Codec,
    string Direction,
    string Step,
    int Cores,
    double Milliseconds,
    int Count,
    double? CpuMilliseconds = null,
    long? AllocatedBytes = null,
    long? LargeBytes = null,
    long? PeakBytes = null,
    long? FileBytes = null)
{
    public bool IsWhole => Step.Length == 0;
}
