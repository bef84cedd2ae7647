using VaeGateway.Codec;

namespace VaeGateway.Imaging.Metrics;

/// <summary>SSIMULACRA 2: how far an image looks like its original, tuned to the judgement of viewers.</summary>
/// <remarks>
/// Structure, ringing and blur are compared in a perceptual colour space over six scales. Source: Jon Sneyers,
/// https://github.com/cloudinary/ssimulacra2, version 2.1, with whose program this agrees (see the tests).
/// </remarks>
public static class Ssimulacra2
{
    /// <summary>Smallest width and height in pixels.</summary>
    public const int MinSide = 8;

    private const int Scales = 6;
    private const int Channels = 3;
    private const int ErrorsPerScale = 6;

    /// <summary>Compares an image with its original.</summary>
    /// <param name="original">The original, at least <see cref="MinSide"/> pixels in width and height.</param>
    /// <param name="distorted">Another image of the same size.</param>
    /// <returns>At most 100, for equal images. 90 is visually lossless, 70 high quality, 50 medium, 30 low; it may fall below zero.</returns>
    public static double Of(RgbImage original, RgbImage distorted)
    {
        ImagePair.Check(original, distorted);
        if (Math.Min(original.Width, original.Height) < MinSide)
        {
            throw new ArgumentException(
                $"SSIMULACRA 2 needs at least {MinSide} pixels a side, not {original.Width} x {original.Height}.", nameof(original));
        }

        var (a, b) = (LinearImage.Of(original), LinearImage.Of(distorted));
        var sum = 0.0;
        for (var scale = 0; scale < Scales && Math.Min(a.Width, a.Height) >= MinSide; scale++)
        {
            var (planesA, planesB) = (a.ToXyb(), b.ToXyb());
            for (var channel = 0; channel < Channels; channel++)
            {
                var weights = Ssimulacra2Weights.All.Slice(((channel * Scales) + scale) * ErrorsPerScale, ErrorsPerScale);
                sum += PerceivedError.Of(planesA[channel], planesB[channel]).Weigh(weights);
            }

            (a, b) = (a.Halve(), b.Halve());
        }

        return ToScore(sum);
    }

    private static double ToScore(double error)
    {
        var scaled = error * 0.9562382616834844;
        var bent = (2.326765642916932 * scaled) - (0.020884521182843837 * scaled * scaled) + (6.248496625763138e-05 * scaled * scaled * scaled);
        return bent > 0 ? 100 - (10 * Math.Pow(bent, 0.6276336467831387)) : 100;
    }
}
