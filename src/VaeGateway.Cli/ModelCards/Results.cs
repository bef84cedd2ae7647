using System.Text.Json;
using VaeGateway.Cli.QualityBench;
using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.ModelCards;

/// <summary>What the benches measured of one model.</summary>
/// <param name="Source">How it was measured.</param>
/// <param name="Measurements">The learned codec and its peers.</param>
/// <param name="Scale">The whole quality scale; empty if that was not measured.</param>
internal sealed record Results(ResultsSource Source, IReadOnlyList<Measurement> Measurements, IReadOnlyList<Measurement> Scale)
{
    private const string CsvName = "rd.csv";
    private const string JsonName = "rd.json";

    // Machines round differently, which moves a few bytes; another model moves far more.
    private const double MaxDriftOfBytes = 0.01;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    /// <summary>Names of the measured peers, in the order of reports.</summary>
    public IReadOnlyList<string> Peers { get; } =
        [.. CodecNames.All.Where(name => name != CodecNames.Vae && Measurements.Any(measured => measured.Codec == name))];

    /// <summary>Number of measured images.</summary>
    public int Images { get; } = Measurements.Select(measured => measured.Image).Distinct().Count();

    /// <summary>Reads a folder of results.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="model">The model that they have to be of, as <see cref="LatentCodec.SettingsOf"/> names it.</param>
    /// <exception cref="BadInputException">A file is missing or unreadable, or of another model.</exception>
    public static Results Read(DirectoryInfo folder, string model)
    {
        var measurements = MeasurementCsv.Read(new FileInfo(Path.Combine(folder.FullName, CsvName)));
        var source = ReadSource(new FileInfo(Path.Combine(folder.FullName, JsonName)));
        if (source.Codecs.GetValueOrDefault(CodecNames.Vae) is var measured && measured != model)
        {
            throw new BadInputException(
                $"The results in {folder} are of {measured ?? "no model at all"}, not of {model}; measure that one with: vaegw bench rd --model DIR");
        }

        var quality = new FileInfo(Path.Combine(folder.FullName, QualityReport.CsvName));
        var scale = quality.Exists ? MeasurementCsv.Read(quality) : [];
        CheckSameModel(quality, scale, measurements);
        return new Results(source, measurements, scale);
    }

    /// <summary>The learned codec against a peer.</summary>
    public Comparison Compare(string peer, Distortion distortion) => Comparison.Of(Measurements, peer, distortion);

    private static ResultsSource ReadSource(FileInfo file)
    {
        try
        {
            return JsonSerializer.Deserialize<ResultsSource>(InputFile.Read(file), Json)!;
        }
        catch (JsonException e)
        {
            throw new BadInputException($"{file} is not as vaegw bench rd writes it ({e.Message}); measure anew.");
        }
    }

    private static void CheckSameModel(FileInfo file, IReadOnlyList<Measurement> scale, IReadOnlyList<Measurement> measurements)
    {
        var bytes = scale.ToLookup(measured => (measured.Image, measured.Quality), measured => measured.Bytes);
        var both = measurements
            .Where(measured => measured.Codec == CodecNames.Vae)
            .SelectMany(measured => bytes[(measured.Image, measured.Quality)].Select(other => (Here: measured.Bytes, There: other)))
            .ToList();
        if (both.Sum(pair => Math.Abs((long)pair.Here - pair.There)) > MaxDriftOfBytes * both.Sum(pair => (long)pair.Here))
        {
            throw new BadInputException(
                $"{file} and {CsvName} differ in bytes at the same images and qualities, so they are of different models; "
                + "measure anew with vaegw bench quality.");
        }
    }
}
