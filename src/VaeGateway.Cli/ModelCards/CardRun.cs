using VaeGateway.Cli.RateDistortion;
using VaeGateway.Codec.Onnx;

namespace VaeGateway.Cli.ModelCards;

/// <summary>Carries out <c>vaegw bench card</c>: reads results, writes the card and copies the plots beside it.</summary>
internal static class CardRun
{
    private const string CardName = "README.md";

    private static readonly string[] Plots = ["rd.png", "rd-msssim.png", "rd-ssimulacra2.png"];

    public static int Run(DirectoryInfo modelFolder, DirectoryInfo resultsFolder, TextWriter output)
    {
        var model = ModelFolder.Open(modelFolder.FullName).Manifest.Describe();
        var results = Results.Read(resultsFolder, LatentCodec.SettingsOf(model));
        var card = new FileInfo(Path.Combine(modelFolder.FullName, CardName));
        var before = card.Exists ? File.ReadAllText(card.FullName) : $"# {model.Id}\n";
        var plots = Plots.Select(name => new FileInfo(Path.Combine(resultsFolder.FullName, name))).Where(plot => plot.Exists).ToList();
        var after = Replace(card, before, CardText.Of(results, model.Id, [.. plots.Select(plot => plot.Name)]));
        foreach (var plot in plots)
        {
            plot.CopyTo(Path.Combine(modelFolder.FullName, plot.Name), overwrite: true);
        }

        File.WriteAllText(card.FullName, after);
        output.WriteLine($"{card}: {results.Images} images, {results.Measurements.Count} measurements"
            + (results.Scale.Count > 0 ? $", quality scale of {results.Scale.Count}" : $"; no {QualityBench.QualityReport.CsvName}, so no quality scale"));
        return ExitCode.Done;
    }

    private static string Replace(FileInfo card, string before, string section)
    {
        try
        {
            return MarkedSection.Replace(before, section);
        }
        catch (BadInputException e)
        {
            throw new BadInputException($"{card}: {e.Message}");
        }
    }
}
