namespace VaeGateway.Cli.Batch;

/// <summary>One file of a run and where its result goes.</summary>
/// <param name="Name">How reports name it.</param>
/// <param name="Input">The file to read.</param>
/// <param name="Output">The file to write.</param>
internal sealed record BatchItem(string Name, FileInfo Input, FileInfo Output);
