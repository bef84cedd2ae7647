using VaeGateway.Cli.ModelCards;
using VaeGateway.Cli.QualityBench;
using VaeGateway.Cli.RateDistortion;
using VaeGateway.Codec;

namespace VaeGateway.Cli.Tests.ModelCards;

public sealed class CardTextTests : IDisposable
{
    private const string Model = "model vg9 (00c0ffee)";

    private static readonly Measurement[] Measured =
    [
        .. Points("good.png", CodecNames.Vae, 0.5), .. Points("good.png", CodecNames.Jpeg, 1),
        .. Points("bad, too.png", CodecNames.Vae, 1.2), .. Points("bad, too.png", CodecNames.Jpeg, 1),
    ];

    private readonly TemporaryFolder _folder = new();

    public CardTextTests()
    {
        IBenchCodec[] codecs = [new NamedCodec(CodecNames.Vae, Model), new NamedCodec(CodecNames.Jpeg, "Jpeg of a library")];
        Report.WriteFiles(new DirectoryInfo(_folder.Path), Measured, Summary.Of(Measured, codecs, "kodak", new DateTimeOffset(2026, 1, 2, 3, 4, 5, default)));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tells_what_was_measured()
    {
        var text = CardText.Of(Results.Read(new DirectoryInfo(_folder.Path), Model), "vg9", ["rd.png"]);

        Assert.Contains("| by PSNR | **−15.0%** |", text, StringComparison.Ordinal);
        Assert.Contains("| by PSNR, images that take more bytes | 1 of 2 |", text, StringComparison.Ordinal);
        Assert.Contains("| 1 | 0.425 | 34.00 | 33.06 | 0.9200 | 0.9153 |", text, StringComparison.Ordinal);
        Assert.Contains("| good.png | −50.0% | −50.0% | −50.0% | +4.00 |", text, StringComparison.Ordinal);
        Assert.Contains("| bad, too.png | +20.0% | +20.0% | +20.0% | **−1.", text, StringComparison.Ordinal);
        Assert.Contains("By PSNR, 1 of 2 images are worse than JPEG", text, StringComparison.Ordinal);
        Assert.Contains("![rd](rd.png)", text, StringComparison.Ordinal);
        Assert.Contains("2026-01-02", text, StringComparison.Ordinal);
        Assert.Contains(Model, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Quality scale", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_the_quality_scale_where_it_was_measured()
    {
        WriteScale(Measured);

        var text = CardText.Of(Results.Read(new DirectoryInfo(_folder.Path), Model), "vg9", []);

        Assert.Contains("### Quality scale", text, StringComparison.Ordinal);
        Assert.Contains("Of 6 steps on 2 images", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_results_of_another_model() => Assert.Contains(
        $"of {Model}, not of model vg9", Refusal("model vg9 (1)"), StringComparison.Ordinal);

    [Fact]
    public void Refuses_a_quality_scale_of_another_model()
    {
        WriteScale(Measured.Select(measured => measured with { Bytes = measured.Bytes * 2 }));

        Assert.Contains("different models", Refusal(Model), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_folder_without_results()
    {
        File.Delete(_folder.At("rd.csv"));

        Assert.Contains("vaegw bench rd", Refusal(Model), StringComparison.Ordinal);
    }

    private string Refusal(string model) =>
        Assert.Throws<BadInputException>(() => Results.Read(new DirectoryInfo(_folder.Path), model)).Message;

    private void WriteScale(IEnumerable<Measurement> measurements) => File.WriteAllLines(
        _folder.At(QualityReport.CsvName), MeasurementCsv.LinesOfOneCodec(measurements.Where(measured => measured.Codec == CodecNames.Vae)));

    private static IEnumerable<Measurement> Points(string image, string codec, double factor) => new[] { 0.25, 0.5, 1, 2 }
        .Select((rate, i) => new Measurement(image, codec, i, (int)(1000 * factor * rate), factor * rate, 30 + (4 * i), 0.9 + (0.02 * i), 40 + (10 * i)));

    private sealed class NamedCodec(string name, string settings) : IBenchCodec
    {
        public string Name => name;

        public string Settings => settings;

        public int MinQuality => 0;

        public int MaxQuality => 3;

        public byte[] Encode(RgbImage image, int quality) => throw new NotSupportedException();

        public RgbImage Decode(byte[] bytes) => throw new NotSupportedException();
    }
}
