using System.ComponentModel.DataAnnotations;
using VaeGateway.Codec;
using VaeGateway.Codec.Targets;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Gateway.Encoding;

/// <summary>What the latents of a site have to meet, in place of a quality; a value of 0 asks for nothing, and one at most is not 0.</summary>
/// <param name="Psnr">Least PSNR in dB.</param>
/// <param name="MsSsim">Least MS-SSIM; images too small for it keep to the quality.</param>
/// <param name="Bytes">Most bytes.</param>
internal readonly record struct QualityTarget(double Psnr, double MsSsim, int Bytes)
{
    public static QualityTarget Of(double? psnr, double? msSsim, int? bytes) => new(psnr ?? 0, msSsim ?? 0, bytes ?? 0);

    /// <summary>The fault of naming several.</summary>
    public static IEnumerable<ValidationResult> FindFaults(double? psnr, double? msSsim, int? bytes)
    {
        string[] given =
        [
            .. psnr is null ? Array.Empty<string>() : [nameof(EncodingOptions.TargetPsnr)],
            .. msSsim is null ? Array.Empty<string>() : [nameof(EncodingOptions.TargetMsSsim)],
            .. bytes is null ? Array.Empty<string>() : [nameof(EncodingOptions.TargetBytes)],
        ];
        if (given.Length > 1)
        {
            yield return new ValidationResult("targets exclude each other: give one.", given);
        }
    }

    /// <summary>What the codec is to look for; null for the quality as it is.</summary>
    public EncodingTarget? For(RgbImage image) =>
        Psnr > 0 ? EncodingTarget.MinFidelity(Psnr, PeakSignalToNoise.Of) :
        MsSsim > 0 && Math.Min(image.Width, image.Height) >= MultiScaleStructuralSimilarity.MinSide
            ? EncodingTarget.MinFidelity(MsSsim, MultiScaleStructuralSimilarity.Of) :
        Bytes > 0 ? EncodingTarget.MaxBytes(Bytes) :
        null;
}
