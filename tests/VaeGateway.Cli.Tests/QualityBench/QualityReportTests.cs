using VaeGateway.Cli.QualityBench;
using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.Tests.QualityBench;

public sealed class QualityReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writes_every_measurement_and_a_table_of_means()
    {
        Measurement[] scale = [.. Scale("a.png", 0.1), .. Scale("b.png", 0.3)];

        QualityReport.WriteFiles(new DirectoryInfo(_folder.At("out")), scale, ImageClimb.Of(scale), "Where from.");

        Assert.Equal(scale, MeasurementCsv.Read(new FileInfo(_folder.At("out/quality.csv"))));
        var rows = File.ReadAllLines(_folder.At("out/quality.md")).Where(line => line.StartsWith('|')).Skip(2).ToList();
        Assert.Equal(23, rows.Count); // 0, 3 ... 63, and the last
        Assert.Equal("| 0 | 0.200 | 30.00 | 0.9000 | 70.0 |", rows[0]);
        Assert.StartsWith("| 64 |", rows[^1], StringComparison.Ordinal);
    }

    private static IEnumerable<Measurement> Scale(string image, double rate) => Enumerable.Range(0, 65)
        .Select(quality => new Measurement(image, CodecNames.Vae, quality, 100 + quality, rate, 30 + quality, 0.9, 70));
}
