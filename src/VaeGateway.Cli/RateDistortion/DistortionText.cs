namespace VaeGateway.Cli.RateDistortion;

/// <summary>Measures as reports name them.</summary>
internal static class DistortionText
{
    public static string Name(this Distortion distortion) => distortion switch
    {
        Distortion.Psnr => "PSNR",
        Distortion.MsSsim => "MS-SSIM",
        Distortion.Ssimulacra2 => "SSIMULACRA 2",
        _ => throw new ArgumentOutOfRangeException(nameof(distortion), distortion, null),
    };

    /// <summary>"dB", or "points" of a score.</summary>
    public static string Unit(this Distortion distortion) => distortion == Distortion.Ssimulacra2 ? "points" : "dB";
}
