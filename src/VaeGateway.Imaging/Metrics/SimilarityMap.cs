namespace VaeGateway.Imaging.Metrics;

/// <summary>SSIM at each position of its window.</summary>
/// <remarks>Source: Wang et al., "Image quality assessment: from error visibility to structural similarity", 2004, section III-B.</remarks>
internal static class SimilarityMap
{
    private const double Peak = 255;
    private const double LumaConstant = 0.01 * Peak * (0.01 * Peak);
    private const double ContrastConstant = 0.03 * Peak * (0.03 * Peak);

    /// <summary>Compares two planes of the same size, on which the window fits.</summary>
    /// <param name="a">A luma plane.</param>
    /// <param name="b">Another.</param>
    /// <param name="withLuma">Whether to count the means too, beside contrast and structure.</param>
    /// <returns>Similarity, at most 1, shape [height − 10, width − 10].</returns>
    public static Plane Of(Plane a, Plane b, bool withLuma)
    {
        var meanA = GaussianWindow.Filter(a).Samples;
        var meanB = GaussianWindow.Filter(b).Samples;
        var squareA = GaussianWindow.Filter(a.Times(a)).Samples;
        var squareB = GaussianWindow.Filter(b.Times(b)).Samples;
        var map = GaussianWindow.Filter(a.Times(b));
        for (var i = 0; i < map.Samples.Length; i++)
        {
            var meanProduct = meanA[i] * meanB[i];
            var meanSquares = (meanA[i] * meanA[i]) + (meanB[i] * meanB[i]);
            var variances = squareA[i] + squareB[i] - meanSquares;
            var similarity = ((2 * (map.Samples[i] - meanProduct)) + ContrastConstant) / (variances + ContrastConstant);
            map.Samples[i] = withLuma ? similarity * ((2 * meanProduct) + LumaConstant) / (meanSquares + LumaConstant) : similarity;
        }

        return map;
    }
}
