namespace VaeGateway.Cli.RateDistortion;

/// <summary>The rate-distortion curve of a codec, by quality.</summary>
internal sealed record Curve(string Codec, IReadOnlyList<CurvePoint> Points)
{
    /// <summary>
    /// The curve of one image, or the mean of many: at each quality the mean rate, and the mean PSNR in dB or the decibels of
    /// the mean MS-SSIM.
    /// </summary>
    public static Curve Of(string codec, IEnumerable<Measurement> measurements, Distortion distortion) => new(
        codec,
        [.. measurements
            .Where(measured => measured.Codec == codec)
            .GroupBy(measured => measured.Quality)
            .OrderBy(group => group.Key)
            .Select(group => new CurvePoint(group.Key, group.Average(measured => measured.BitsPerPixel), Decibels(group, distortion)))]);

    private static double Decibels(IEnumerable<Measurement> measurements, Distortion distortion) => distortion == Distortion.Psnr
        ? measurements.Average(measured => measured.Psnr)
        : -10 * Math.Log10(1 - measurements.Average(measured => measured.MsSsim));
}
