namespace VaeGateway.Cli.RateDistortion;

/// <summary>The rate-distortion curve of a codec, by quality.</summary>
internal sealed record Curve(string Codec, IReadOnlyList<CurvePoint> Points)
{
    /// <summary>
    /// The curve of one image, or the mean of many: at each quality the mean rate, and the mean PSNR in dB, the decibels of the
    /// mean MS-SSIM, or the mean SSIMULACRA 2.
    /// </summary>
    public static Curve Of(string codec, IEnumerable<Measurement> measurements, Distortion distortion) => new(
        codec,
        [.. measurements
            .Where(measured => measured.Codec == codec)
            .GroupBy(measured => measured.Quality)
            .OrderBy(group => group.Key)
            .Select(group => new CurvePoint(group.Key, group.Average(measured => measured.BitsPerPixel), Fidelity([.. group], distortion)))]);

    private static double Fidelity(List<Measurement> measurements, Distortion distortion) => distortion switch
    {
        Distortion.Psnr => measurements.Average(measured => measured.Psnr),
        Distortion.MsSsim => -10 * Math.Log10(1 - measurements.Average(measured => measured.MsSsim)),
        Distortion.Ssimulacra2 => measurements.Average(measured => measured.Ssimulacra2),
        _ => throw new ArgumentOutOfRangeException(nameof(distortion), distortion, null),
    };
}
