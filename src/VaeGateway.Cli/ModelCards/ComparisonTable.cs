using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.ModelCards;

/// <summary>BD-rates against each peer.</summary>
internal static class ComparisonTable
{
    public static IEnumerable<string> Lines(Results results)
    {
        var psnr = results.Peers.Select(peer => results.Compare(peer, Distortion.Psnr)).ToList();
        var msSsim = results.Peers.Select(peer => results.Compare(peer, Distortion.MsSsim)).ToList();
        return MarkdownTable.Lines(
            ["BD-rate against", .. results.Peers.Select(CodecNames.TitleOf)],
            [
                ["by PSNR", .. psnr.Select(Headline)],
                ["by PSNR, mean of the images' own", .. psnr.Select(comparison => CardNumbers.Percent(comparison.MeanOfImages))],
                ["by PSNR, images that take more bytes", .. psnr.Select(Worse)],
                ["by MS-SSIM", .. msSsim.Select(Headline)],
                ["by MS-SSIM, mean of the images' own", .. msSsim.Select(comparison => CardNumbers.Percent(comparison.MeanOfImages))],
                ["by MS-SSIM, images that take more bytes", .. msSsim.Select(Worse)],
            ]);
    }

    private static string Headline(Comparison comparison) => $"**{CardNumbers.Percent(comparison.Headline?.Percent)}**";

    private static string Worse(Comparison comparison) => $"{comparison.WorseImages.Count} of {comparison.ComparedImages}";
}
