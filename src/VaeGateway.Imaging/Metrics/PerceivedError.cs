namespace VaeGateway.Imaging.Metrics;

/// <summary>The errors of one channel at one scale that <see cref="Ssimulacra2"/> weighs.</summary>
/// <param name="Structure">1 − SSIM, without its denominator of means.</param>
/// <param name="Ringing">Edges that the original has not.</param>
/// <param name="Blur">Edges that only the original has.</param>
internal readonly record struct PerceivedError(ErrorNorms Structure, ErrorNorms Ringing, ErrorNorms Blur)
{
    private const double ContrastConstant = 0.0009;

    public static PerceivedError Of(Plane original, Plane distorted)
    {
        var meanA = SmoothWindow.Filter(original).Samples;
        var meanB = SmoothWindow.Filter(distorted).Samples;
        var squareA = SmoothWindow.Filter(original.Times(original)).Samples;
        var squareB = SmoothWindow.Filter(distorted.Times(distorted)).Samples;
        var cross = SmoothWindow.Filter(original.Times(distorted)).Samples;
        var (structure, ringing, blur) = (new ErrorNorms.Sum(), new ErrorNorms.Sum(), new ErrorNorms.Sum());
        for (var i = 0; i < cross.Length; i++)
        {
            var difference = meanA[i] - meanB[i];
            var covariance = cross[i] - (meanA[i] * meanB[i]);
            var variances = squareA[i] - (meanA[i] * meanA[i]) + squareB[i] - (meanB[i] * meanB[i]);
            structure.Add(1 - ((1 - (difference * difference)) * ((2 * covariance) + ContrastConstant) / (variances + ContrastConstant)));

            var edge = ((1 + Math.Abs(distorted.Samples[i] - meanB[i])) / (1 + Math.Abs(original.Samples[i] - meanA[i]))) - 1;
            ringing.Add(edge);
            blur.Add(-edge);
        }

        return new PerceivedError(structure.Over(cross.Length), ringing.Over(cross.Length), blur.Over(cross.Length));
    }

    /// <param name="weights">Six: of the means of structure, ringing and blur, then of their 4-norms.</param>
    public double Weigh(ReadOnlySpan<double> weights) =>
        (weights[0] * Structure.Mean) + (weights[1] * Ringing.Mean) + (weights[2] * Blur.Mean)
        + (weights[3] * Structure.FourNorm) + (weights[4] * Ringing.FourNorm) + (weights[5] * Blur.FourNorm);
}
