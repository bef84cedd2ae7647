namespace VaeGateway.Cli.RateDistortion;

/// <summary>How fidelity is measured; both in decibels, more is better.</summary>
internal enum Distortion
{
    /// <summary>PSNR over R, G and B.</summary>
    Psnr,

    /// <summary>−10·log10(1 − MS-SSIM).</summary>
    MsSsim,
}
