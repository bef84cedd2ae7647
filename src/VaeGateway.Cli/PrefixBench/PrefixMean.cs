namespace VaeGateway.Cli.PrefixBench;

/// <summary>A step on the way, over all pictures.</summary>
/// <param name="SharePercent">Per cent of the bytes, mean.</param>
/// <param name="Decoded">How many pictures there are to see.</param>
/// <param name="Psnr">Their mean PSNR in dB; null unless all can be seen, since a mean over some says little.</param>
internal sealed record PrefixMean(double SharePercent, int Decoded, double? Psnr)
{
    public static PrefixMean Of(IReadOnlyList<PrefixPoint> points)
    {
        var decoded = points.Count(point => point.Psnr is not null);
        return new PrefixMean(
            points.Average(point => point.SharePercent ?? (100.0 * point.Bytes / point.TotalBytes)),
            decoded,
            decoded == points.Count ? points.Average(point => point.Psnr) : null);
    }
}
