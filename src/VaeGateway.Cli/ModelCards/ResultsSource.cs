using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.ModelCards;

/// <summary>How results were made: what a card needs of <c>rd.json</c>.</summary>
/// <param name="Date">When it was measured.</param>
/// <param name="Machine">Where it was measured.</param>
/// <param name="ImagesFolder">Where the images lay.</param>
/// <param name="Codecs">Settings by codec.</param>
/// <param name="Definitions">How the numbers are made.</param>
internal sealed record ResultsSource(
    DateTimeOffset Date, Machine Machine, string ImagesFolder, IReadOnlyDictionary<string, string> Codecs, IReadOnlyList<string> Definitions);
