using VaeGateway.Cli.RateDistortion;

namespace VaeGateway.Cli.QualityBench;

/// <summary>How one image climbs the quality scale.</summary>
/// <param name="Image">The image's file name.</param>
/// <param name="Steps">Number of steps between two measured qualities.</param>
/// <param name="Bytes">Its encoded size.</param>
/// <param name="Psnr">Its PSNR.</param>
internal sealed record ImageClimb(string Image, int Steps, Climb Bytes, Climb Psnr)
{
    /// <summary>Looks at every image.</summary>
    /// <param name="measurements">Measurements with one codec.</param>
    public static IReadOnlyList<ImageClimb> Of(IEnumerable<Measurement> measurements) =>
    [
        .. measurements.GroupBy(measured => measured.Image).Select(group => new ImageClimb(
            group.Key, group.Count() - 1, Climb.Of(group, measured => measured.Bytes), Climb.Of(group, measured => measured.Psnr))),
    ];
}
