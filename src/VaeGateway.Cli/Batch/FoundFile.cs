namespace VaeGateway.Cli.Batch;

/// <summary>A file to convert.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Name">How reports name it: the path from what the user gave.</param>
/// <param name="Place">Its path below the output folder, before the extension is changed.</param>
internal sealed record FoundFile(FileInfo File, string Name, string Place);
