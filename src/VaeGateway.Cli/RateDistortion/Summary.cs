namespace VaeGateway.Cli.RateDistortion;

/// <summary>The outcome of a sweep; the contents of <c>rd.json</c>.</summary>
/// <param name="Date">When it was measured.</param>
/// <param name="Machine">Where it was measured.</param>
/// <param name="ImagesFolder">Where the images lay.</param>
/// <param name="Images">Number of images.</param>
/// <param name="Codecs">Settings by codec.</param>
/// <param name="Definitions">How the numbers are made.</param>
/// <param name="Comparisons">The learned codec against each other one.</param>
/// <param name="PsnrCurves">Averaged curves of PSNR.</param>
/// <param name="MsSsimCurves">Averaged curves of MS-SSIM in dB.</param>
/// <param name="Ssimulacra2Curves">Averaged curves of SSIMULACRA 2.</param>
internal sealed record Summary(
    DateTimeOffset Date,
    Machine Machine,
    string ImagesFolder,
    int Images,
    IReadOnlyDictionary<string, string> Codecs,
    IReadOnlyList<string> Definitions,
    IReadOnlyList<Comparison> Comparisons,
    IReadOnlyList<Curve> PsnrCurves,
    IReadOnlyList<Curve> MsSsimCurves,
    IReadOnlyList<Curve> Ssimulacra2Curves)
{
    private static readonly string[] HowNumbersAreMade =
    [
        "bits/pixel: bytes of the whole encoded file; fidelity: of that file, decoded again",
        "PSNR: over R, G and B together, in dB; averaged curves take the mean dB over the images at each quality",
        "MS-SSIM: luma, 5 scales; in dB as -10 log10(1 - mean over the images)",
        "SSIMULACRA 2: version 2.1; averaged curves take the mean over the images at each quality",
        "BD-rate: PCHIP of log10(rate) over fidelity, on the common range; the headline is that of the averaged curves",
    ];

    public static Summary Of(
        IReadOnlyList<Measurement> measurements, IReadOnlyList<IBenchCodec> codecs, string imagesFolder, DateTimeOffset date)
    {
        var names = codecs.Select(codec => codec.Name).ToList();
        IEnumerable<string> peers = names.Contains(CodecNames.Vae) ? names.Where(name => name != CodecNames.Vae) : [];
        return new Summary(
            date,
            Machine.Current(),
            imagesFolder,
            measurements.Select(measured => measured.Image).Distinct().Count(),
            codecs.ToDictionary(codec => codec.Name, codec => codec.Settings),
            HowNumbersAreMade,
            [.. from distortion in Enum.GetValues<Distortion>() from peer in peers select Comparison.Of(measurements, peer, distortion)],
            [.. names.Select(name => Curve.Of(name, measurements, Distortion.Psnr))],
            [.. names.Select(name => Curve.Of(name, measurements, Distortion.MsSsim))],
            [.. names.Select(name => Curve.Of(name, measurements, Distortion.Ssimulacra2))]);
    }
}
