using System.Globalization;

namespace VaeGateway.Cli.PrefixBench;

/// <summary>Lays the measurements out as CSV.</summary>
internal static class PrefixCsv
{
    public const string HyperLatentEnd = "hyper-latent";

    /// <summary>A line for each step; PSNR is empty where there is no picture yet.</summary>
    public static IEnumerable<string> Lines(IEnumerable<PrefixPoint> points) => points.Select(Line)
        .Prepend("image,quality,step,bytes,share,residual_chunks,all_residual_chunks,psnr_db");

    /// <summary>A line for each damaged chunk; what is outside is empty where the chunk covers the picture.</summary>
    public static IEnumerable<string> Lines(IEnumerable<DamagePoint> damages) => damages.Select(Line)
        .Prepend("image,quality,group,band,first_row,end_row,inside_intact_db,inside_damaged_db,outside_intact_db,outside_damaged_db,reach_px,room_px");

    private static string Line(PrefixPoint point) => string.Join(
        ',',
        point.Image,
        Text(point.Quality),
        point.SharePercent is { } percent ? $"{percent}%" : HyperLatentEnd,
        Text(point.Bytes),
        Text((double)point.Bytes / point.TotalBytes, "F4"),
        Text(point.Chunks),
        Text(point.TotalChunks),
        point.Psnr is { } psnr ? Text(psnr, "F4") : "");

    private static string Line(DamagePoint damage) => string.Join(
        ',',
        damage.Image,
        Text(damage.Quality),
        Text(damage.Group),
        Text(damage.Band),
        Text(damage.FirstRow),
        Text(damage.EndRow),
        Text(damage.Inside.Intact, "F4"),
        Text(damage.Inside.Damaged, "F4"),
        damage.Outside is { } intact ? Text(intact.Intact, "F4") : "",
        damage.Outside is { } damaged ? Text(damaged.Damaged, "F4") : "",
        Text(damage.ReachPixels),
        Text(damage.RoomPixels));

    private static string Text(IFormattable value, string? format = null) => value.ToString(format, CultureInfo.InvariantCulture);
}
