namespace VaeGateway.Cli.CodecSpeed;

/// <summary>One run of what is measured.</summary>
/// <param name="Milliseconds">Its time.</param>
/// <param name="CpuMilliseconds">Processor time of the process meanwhile.</param>
/// <param name="AllocatedBytes">Managed memory that its thread allocated.</param>
/// <param name="LargeBytes">What the process allocated on the large object heap meanwhile.</param>
/// <param name="Stages">Milliseconds by stage.</param>
internal sealed record Sample(
    double Milliseconds, double CpuMilliseconds, long AllocatedBytes, long LargeBytes, IReadOnlyDictionary<string, double> Stages);
