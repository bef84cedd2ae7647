using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.Tests.RateDistortion;

public sealed class MeasurementCsvTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_written_is_read()
    {
        Measurement[] measurements = [new("a, \"b\".png", "webp", 3, 1234, 0.25, 30.5, 0.95, -12.5), new("c.png", "vae", 63, 9, 1, double.PositiveInfinity, 1, 100)];

        Assert.Equal(measurements, Read(MeasurementCsv.Lines(measurements)));
        Assert.Equal(measurements[1], Assert.Single(Read(MeasurementCsv.LinesOfOneCodec(measurements[1..]))));
    }

    [Theory]
    [InlineData("name,size\na,1", "first line")]
    [InlineData("image,quality,bytes,bpp,psnr,msssim,ssimulacra2\na.png,1,2", "line 2")]
    [InlineData("image,quality,bytes,bpp,psnr,msssim,ssimulacra2\na.png,x,1,1,1,1,1", "line 2")]
    public void Other_files_are_refused(string text, string cause) =>
        Assert.Contains(cause, Assert.Throws<BadInputException>(() => Read(text.Split('\n'))).Message, StringComparison.Ordinal);

    private IReadOnlyList<Measurement> Read(IEnumerable<string> lines)
    {
        File.WriteAllLines(_folder.At("x.csv"), lines);
        return MeasurementCsv.Read(new FileInfo(_folder.At("x.csv")));
    }
}
