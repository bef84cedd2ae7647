namespace VaeGateway.Cli.Batch;

/// <summary>Which files of folders a run is about, and what their results are called.</summary>
/// <param name="Wanted">What they are, in a word: "images".</param>
/// <param name="IsWanted">Whether a file's name is one of them.</param>
/// <param name="Rename">From a file's name to that of its result.</param>
internal sealed record BatchNaming(string Wanted, Func<string, bool> IsWanted, Func<string, string> Rename);
