namespace VaeGateway.Cli.Commands;

/// <summary>The options of <c>vaegw bench prefix</c>.</summary>
/// <param name="Images">Folder of images.</param>
/// <param name="Output">Folder for the results.</param>
/// <param name="Qualities">Qualities to encode at, each 0 to 63.</param>
/// <param name="Jobs">Images at a time.</param>
/// <param name="Model">Model folder, if given.</param>
internal sealed record PrefixRequest(DirectoryInfo Images, DirectoryInfo Output, IReadOnlyList<int> Qualities, int Jobs, DirectoryInfo? Model);
