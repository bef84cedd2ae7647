using System.Globalization;
using System.Text.RegularExpressions;

namespace VaeGateway.Cli.CropSheets;

/// <summary>An image to show, and where.</summary>
/// <param name="Name">The file's name, with or without extension.</param>
/// <param name="Corner">Upper left corner of the crop in pixels; null to choose one by detail.</param>
internal sealed partial record CropPick(string Name, (int X, int Y)? Corner)
{
    /// <summary>How many images a sheet shows where none are named.</summary>
    public const int DefaultCount = 6;

    /// <summary>Reads "a,b@300,120,c"; null if it is written otherwise.</summary>
    public static IReadOnlyList<CropPick>? Parse(string text) =>
        Whole().IsMatch(text) ? [.. One().Matches(text).Select(Of)] : null;

    /// <summary>The file of this name in a folder's images.</summary>
    /// <exception cref="BadInputException">There is none.</exception>
    public FileInfo FindIn(IReadOnlyList<FileInfo> files) =>
        files.FirstOrDefault(file => file.Name == Name)
        ?? files.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file.Name) == Name)
        ?? throw new BadInputException(
            $"There is no image {Name} in {files[0].DirectoryName}; it holds {files[0].Name}{(files.Count > 1 ? $" to {files[^1].Name}" : "")}.");

    private static CropPick Of(Match match) => new(
        match.Groups["name"].Value,
        match.Groups["x"].Success ? (Number(match.Groups["x"]), Number(match.Groups["y"])) : null);

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[^,@]+(@\d{1,5},\d{1,5})?(,[^,@]+(@\d{1,5},\d{1,5})?)*$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<name>[^,@]+)(@(?<x>\d{1,5}),(?<y>\d{1,5}))?")]
    private static partial Regex One();
}
