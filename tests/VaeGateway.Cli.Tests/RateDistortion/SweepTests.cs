using VaeGateway.Cli.RateDistortion;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.Tests.RateDistortion;

public sealed class SweepTests : IDisposable
{
    private const int Side = 192;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Psnr_alone_is_the_same_psnr(bool psnrOnly)
    {
        var photo = new FileInfo(_folder.Write("photo.png", ImageFiles.Photo(ImageFormat.Png, width: Side, height: Side)));
        var codec = BenchCodecs.Of(CodecNames.Jpeg, model: null);

        var whole = Measure(new Sweep([photo], [codec], 2))[^1];
        var measured = Measure(new Sweep([photo], [codec], 2, psnrOnly))[^1];

        var (similarity, score) = psnrOnly ? (double.NaN, double.NaN) : (whole.MsSsim, whole.Ssimulacra2);
        Assert.Equal(whole with { MsSsim = similarity, Ssimulacra2 = score }, measured);
        Assert.InRange(whole.MsSsim, 0.5, 1);
    }

    private static IReadOnlyList<Measurement> Measure(Sweep sweep) => sweep.Run(jobs: 1, _ => { }, CancellationToken.None);
}
