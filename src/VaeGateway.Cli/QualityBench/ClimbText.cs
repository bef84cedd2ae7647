using System.Globalization;

namespace VaeGateway.Cli.QualityBench;

/// <summary>Puts into words how images climb the quality scale.</summary>
internal static class ClimbText
{
    /// <summary>A line for each image, a line for each step that doesn't climb, and the total.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<ImageClimb> images) =>
    [
        .. images.Select(image => $"{image.Image,-24}bytes {Describe(image.Bytes),-40}PSNR {Describe(image.Psnr)}"),
        .. FlatSteps(images).Select(step => $"  {step}"),
        Total(images),
    ];

    /// <summary>Every step that doesn't climb, with both numbers.</summary>
    public static IEnumerable<string> FlatSteps(IEnumerable<ImageClimb> images) =>
        from image in images
        from step in image.Bytes.FlatSteps.Select(step => Describe(step, "bytes", "F0"))
            .Concat(image.Psnr.FlatSteps.Select(step => Describe(step, "PSNR", "F4")))
        select step;

    /// <summary>How many steps don't climb, of all.</summary>
    public static string Total(IReadOnlyList<ImageClimb> images) =>
        $"Of {images.Sum(image => image.Steps)} steps on {images.Count} images, bytes fall at {images.Sum(image => image.Bytes.Falls)} "
        + $"and stand still at {images.Sum(image => image.Bytes.Stands)}; PSNR falls at {images.Sum(image => image.Psnr.Falls)} "
        + $"and stands still at {images.Sum(image => image.Psnr.Stands)}.";

    private static string Describe(Climb climb) => climb switch
    {
        { IsStrict: true } => "strictly monotone",
        { IsWeak: true } => $"weakly monotone: stands still {climb.Stands} times",
        _ => $"not monotone: falls {climb.Falls} times",
    };

    private static string Describe(FlatStep step, string what, string format) =>
        $"{step.Image}: quality {step.FromQuality} to {step.ToQuality}: {what} {Number(step.From, format)} to {Number(step.To, format)}";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
