namespace VaeGateway.Cli.RateDistortion;

/// <summary>How fidelity is measured; more is better.</summary>
internal enum Distortion
{
    /// <summary>PSNR over R, G and B.</summary>
    Psnr,

    /// <summary>−10·log10(1 − MS-SSIM).</summary>
    MsSsim,

    /// <summary>SSIMULACRA 2, at most 100.</summary>
    Ssimulacra2,
}
