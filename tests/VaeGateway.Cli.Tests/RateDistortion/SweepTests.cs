using VaeGateway.Cli.RateDistortion;
using VaeGateway.Imaging;

namespace VaeGateway.Cli.Tests.RateDistortion;

public sealed class SweepTests : IDisposable
{
    private const int Side = 192;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Psnr_alone_is_the_same_psnr()
    {
        var photo = new FileInfo(_folder.Write("photo.png", ImageFiles.Photo(ImageFormat.Png, width: Side, height: Side)));
        var codec = BenchCodecs.Of(CodecNames.Jpeg, model: null);

        var whole = Measure(new Sweep([photo], [codec], 2))[^1];
        var alone = Measure(new Sweep([photo], [codec], 2, psnrOnly: true))[^1];

        Assert.Equal(whole with { MsSsim = double.NaN, Ssimulacra2 = double.NaN }, alone);
        Assert.InRange(whole.MsSsim, 0.5, 1);
    }

    private static IReadOnlyList<Measurement> Measure(Sweep sweep) => sweep.Run(jobs: 1, _ => { }, CancellationToken.None);
}
