using VaeGateway.Codec;

namespace VaeGateway.Cli.CropSheets;

/// <summary>One cell of a sheet.</summary>
/// <param name="Pixels">What to show.</param>
/// <param name="Title">First line of its label.</param>
/// <param name="Detail">Second line of its label.</param>
internal sealed record Crop(RgbImage Pixels, string Title, string Detail);
