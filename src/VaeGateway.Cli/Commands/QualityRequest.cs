namespace VaeGateway.Cli.Commands;

/// <summary>The options of <c>vaegw bench quality</c>.</summary>
/// <param name="Images">Folder of images.</param>
/// <param name="Output">Folder for the results.</param>
/// <param name="Jobs">Images at a time.</param>
/// <param name="Model">Model folder, if given.</param>
/// <param name="PsnrOnly">Whether PSNR is the only distortion measured.</param>
internal sealed record QualityRequest(DirectoryInfo Images, DirectoryInfo Output, int Jobs, DirectoryInfo? Model, bool PsnrOnly);
