using VaeGateway.Cli.CropSheets;

namespace VaeGateway.Cli.Commands;

/// <summary>The options of <c>vaegw bench crops</c>.</summary>
/// <param name="Images">Folder of images.</param>
/// <param name="Picks">The images to show, in this order; empty for the folder's first ones.</param>
/// <param name="BitsPerPixel">The rate to come near to.</param>
/// <param name="SizePixels">Side of a crop.</param>
/// <param name="Zoom">How many times a crop is magnified.</param>
/// <param name="Output">The sheet to write, a PNG.</param>
/// <param name="Model">Model folder, if given.</param>
internal sealed record CropsRequest(
    DirectoryInfo Images,
    IReadOnlyList<CropPick> Picks,
    double BitsPerPixel,
    int SizePixels,
    int Zoom,
    FileInfo Output,
    DirectoryInfo? Model);
