namespace VaeGateway.Cli.RateDistortion;

/// <summary>The qualities at which a codec is measured, from coarse to fine.</summary>
internal static class Ladder
{
    // Each spans about 0.1 to 2 bits/pixel on photographs. AVIF has fewer steps, since it takes seconds for each.
    private static readonly Dictionary<string, int[]> Defaults = new()
    {
        [CodecNames.Vae] = [0, 6, 12, 17, 23, 29, 34, 40, 46, 52, 57, 63],
        [CodecNames.Jpeg] = [5, 10, 15, 20, 30, 40, 50, 60, 70, 80, 85, 90, 95, 97],
        [CodecNames.WebP] = [1, 10, 20, 30, 45, 60, 70, 80, 85, 90, 95, 98],
        [CodecNames.Avif] = [15, 25, 35, 45, 55, 65, 75, 82, 90],
    };

    /// <summary>The qualities of a codec.</summary>
    /// <param name="codec">One of <see cref="CodecNames"/>.</param>
    /// <param name="points">How many, evenly spread over the default range; null for the default ones. At least 2.</param>
    public static IReadOnlyList<int> Of(string codec, int? points)
    {
        var defaults = Defaults[codec];
        if (points is not { } count)
        {
            return defaults;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var (first, last) = (defaults[0], defaults[^1]);
        return [.. Enumerable.Range(0, count).Select(i => first + (int)Math.Round((double)(last - first) * i / (count - 1))).Distinct()];
    }
}
