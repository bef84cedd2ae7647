using VaeGateway.Codec;

namespace VaeGateway.Imaging.Metrics;

/// <summary>MS-SSIM on luma, over five scales.</summary>
/// <remarks>Source: Wang, Simoncelli and Bovik, "Multi-scale structural similarity for image quality assessment", 2003.</remarks>
public static class MultiScaleStructuralSimilarity
{
    /// <summary>Smallest width and height in pixels: the window must fit at the coarsest scale, 1/16.</summary>
    public const int MinSide = GaussianWindow.Side << 4;

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
            product *= Math.Pow(Math.Max(0, SimilarityMap.Of(lumaA, lumaB, isLast).Mean()), Weights[scale]);
            if (!isLast)
            {
                (lumaA, lumaB) = (lumaA.Halve(), lumaB.Halve());
            }
        }

        return product;
    }
}
