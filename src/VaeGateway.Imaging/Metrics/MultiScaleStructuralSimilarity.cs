using VaeGateway.Codec;

namespace VaeGateway.Imaging.Metrics;

/// <summary>MS-SSIM on luma, over five scales.</summary>
/// <remarks>Source: Wang, Simoncelli and Bovik, "Multi-scale structural similarity for image quality assessment", 2003.</remarks>
public static class MultiScaleStructuralSimilarity
{
    /// <summary>Smallest width and height in pixels: the window must fit at the coarsest scale, 1/16.</summary>
    public const int MinSide = GaussianWindow.Side << 4;

    private const double Peak = 255;
    private const double LumaConstant = 0.01 * Peak * (0.01 * Peak);
    private const double ContrastConstant = 0.03 * Peak * (0.03 * Peak);

    // The paper's section 4, finest scale first.
    private static readonly double[] Weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

    /// <summary>Compares two images.</summary>
    /// <param name="a">An image, at least <see cref="MinSide"/> pixels in width and height.</param>
    /// <param name="b">Another of the same size.</param>
    /// <returns>0 to 1; 1 where the images' lumas are equal.</returns>
    public static double Of(RgbImage a, RgbImage b)
    {
        ImagePair.Check(a, b);
        if (Math.Min(a.Width, a.Height) < MinSide)
        {
            throw new ArgumentException($"MS-SSIM needs at least {MinSide} pixels a side, not {a.Width} x {a.Height}.", nameof(a));
        }

        var (lumaA, lumaB) = (Plane.LumaOf(a), Plane.LumaOf(b));
        var product = 1.0;
        for (var scale = 0; scale < Weights.Length; scale++)
        {
            var isLast = scale == Weights.Length - 1;
            product *= Math.Pow(Math.Max(0, MeanSimilarity(lumaA, lumaB, isLast)), Weights[scale]);
            if (!isLast)
            {
                (lumaA, lumaB) = (lumaA.Halve(), lumaB.Halve());
            }
        }

        return product;
    }

    /// <summary>Mean of contrast × structure over the window's positions, at the last scale also × luma.</summary>
    private static double MeanSimilarity(Plane a, Plane b, bool withLuma)
    {
        var meanA = GaussianWindow.Filter(a).Samples;
        var meanB = GaussianWindow.Filter(b).Samples;
        var squareA = GaussianWindow.Filter(a.Times(a)).Samples;
        var squareB = GaussianWindow.Filter(b.Times(b)).Samples;
        var cross = GaussianWindow.Filter(a.Times(b)).Samples;
        var sum = 0.0;
        for (var i = 0; i < cross.Length; i++)
        {
            var meanProduct = meanA[i] * meanB[i];
            var meanSquares = (meanA[i] * meanA[i]) + (meanB[i] * meanB[i]);
            var variances = squareA[i] + squareB[i] - meanSquares;
            var similarity = ((2 * (cross[i] - meanProduct)) + ContrastConstant) / (variances + ContrastConstant);
            sum += withLuma ? similarity * ((2 * meanProduct) + LumaConstant) / (meanSquares + LumaConstant) : similarity;
        }

        return sum / cross.Length;
    }
}
