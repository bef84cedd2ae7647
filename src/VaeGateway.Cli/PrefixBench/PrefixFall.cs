namespace VaeGateway.Cli.PrefixBench;

/// <summary>A step at which more bytes came and the picture got worse.</summary>
/// <param name="From">Before.</param>
/// <param name="To">After.</param>
internal sealed record PrefixFall(PrefixPoint From, PrefixPoint To)
{
    /// <summary>How much worse, in dB.</summary>
    public double Decibels => From.Psnr!.Value - To.Psnr!.Value;

    /// <summary>All falls of one picture at one quality.</summary>
    /// <param name="points">Its points, by bytes.</param>
    public static IEnumerable<PrefixFall> In(IReadOnlyList<PrefixPoint> points) =>
        from pair in Steps(points)
        where pair.To.Psnr < pair.From.Psnr
        select new PrefixFall(pair.From, pair.To);

    /// <summary>The steps from picture to picture that bring a chunk; all others change nothing.</summary>
    public static IEnumerable<(PrefixPoint From, PrefixPoint To)> Steps(IReadOnlyList<PrefixPoint> points)
    {
        var pictures = points.Where(point => point.Psnr is not null).ToList();
        return pictures.Zip(pictures.Skip(1)).Where(pair => pair.Second.Chunks > pair.First.Chunks);
    }
}
