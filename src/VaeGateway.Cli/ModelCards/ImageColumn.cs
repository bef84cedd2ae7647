using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.ModelCards;

/// <summary>A column of the table of images.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Comparison">Where its numbers are from.</param>
/// <param name="Show">Puts an image's numbers into a cell; null for an image that could not be compared.</param>
internal sealed record ImageColumn(string Title, Comparison Comparison, Func<ImageDelta?, string> Show)
{
    public string CellOf(string image) => Show(Comparison.Images.FirstOrDefault(delta => delta.Image == image));
}
