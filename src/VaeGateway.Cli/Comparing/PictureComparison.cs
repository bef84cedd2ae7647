using System.Text.Json;
using System.Text.Json.Serialization;
using VaeGateway.Cli.Pictures;
using VaeGateway.Imaging.Metrics;

namespace VaeGateway.Cli.Comparing;

/// <summary>How two pictures differ; the JSON of <c>vaegw diff</c>.</summary>
/// <param name="A">The first.</param>
/// <param name="B">The second.</param>
/// <param name="Psnr">PSNR in dB over R, G and B; infinite where the pixels are equal.</param>
/// <param name="MsSsim">MS-SSIM of luma, 0 to 1; null where a side is too short for it.</param>
/// <param name="Ssimulacra2">SSIMULACRA 2 of B with A as the original, at most 100; null where a side is too short for it.</param>
/// <param name="WorstTile">Where they differ most.</param>
internal sealed record PictureComparison(ComparedFile A, ComparedFile B, double Psnr, double? MsSsim, double? Ssimulacra2, ComparedTile WorstTile)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <exception cref="BadInputException">They are not of one size.</exception>
    public static PictureComparison Of(PictureFile a, PictureFile b)
    {
        if ((a.Image.Width, a.Image.Height) != (b.Image.Width, b.Image.Height))
        {
            throw new BadInputException(
                $"{a.File} has {a.Image.Width} x {a.Image.Height} pixels and {b.File} {b.Image.Width} x {b.Image.Height}; only pictures of one size can be compared.");
        }

        var side = Math.Min(a.Image.Width, a.Image.Height);
        return new PictureComparison(
            ComparedFile.Of(a),
            ComparedFile.Of(b),
            PeakSignalToNoise.Of(a.Image, b.Image),
            side >= MultiScaleStructuralSimilarity.MinSide ? MultiScaleStructuralSimilarity.Of(a.Image, b.Image) : null,
            side >= Imaging.Metrics.Ssimulacra2.MinSide ? Imaging.Metrics.Ssimulacra2.Of(a.Image, b.Image) : null,
            Imaging.Metrics.WorstTile.Find(a.Image, b.Image));
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
