using System.Globalization;
using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.ModelCards;

/// <summary>The points of the learned codec's averaged curve, and what each peer reaches at the same bits/pixel.</summary>
internal static class PointTable
{
    public static IEnumerable<string> Lines(Results results, string model)
    {
        var psnr = Curve.Of(CodecNames.Vae, results.Measurements, Distortion.Psnr).Points;
        var msSsim = Curve.Of(CodecNames.Vae, results.Measurements, Distortion.MsSsim).Points;
        var peerPsnr = results.Peers.Select(peer => PeerOf(results, peer, Distortion.Psnr)).ToList();
        var peerMsSsim = results.Peers.Select(peer => PeerOf(results, peer, Distortion.MsSsim)).ToList();
        var titles = results.Peers.Select(CodecNames.TitleOf).ToList();
        return MarkdownTable.Lines(
            [
                "quality", "bits/pixel",
                $"PSNR (dB): {model}", .. titles,
                $"MS-SSIM: {model}", .. titles,
            ],
            psnr.Zip(msSsim, (byPsnr, byMsSsim) => (string[])
            [
                byPsnr.Quality.ToString(CultureInfo.InvariantCulture),
                CardNumbers.BitsPerPixel(byPsnr.BitsPerPixel),
                CardNumbers.Psnr(byPsnr.Fidelity),
                .. peerPsnr.Select(peer => CardNumbers.Psnr(peer?.At(byPsnr.BitsPerPixel))),
                CardNumbers.MsSsim(byMsSsim.Fidelity),
                .. peerMsSsim.Select(peer => CardNumbers.MsSsim(peer?.At(byPsnr.BitsPerPixel))),
            ]));
    }

    private static FidelityByRate? PeerOf(Results results, string peer, Distortion distortion) =>
        FidelityByRate.Of(Curve.Of(peer, results.Measurements, distortion));
}
