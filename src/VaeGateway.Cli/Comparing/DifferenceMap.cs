using VaeGateway.Codec;

namespace VaeGateway.Cli.Comparing;

/// <summary>|A − B|, channel by channel, amplified so that it can be seen: black is no difference.</summary>
/// <param name="Image">The map.</param>
/// <param name="Gain">What the differences were multiplied by.</param>
internal sealed record DifferenceMap(RgbImage Image, int Gain)
{
    private const int MaxGain = 32;
    private const double ShareInRange = 0.995; // of the samples; the rest may be clipped

    public static DifferenceMap Of(RgbImage a, RgbImage b)
    {
        var difference = new byte[a.Samples.Length];
        for (var i = 0; i < difference.Length; i++)
        {
            difference[i] = (byte)Math.Abs(a.Samples[i] - b.Samples[i]);
        }

        var gain = GainOf(difference);
        var amplified = Array.ConvertAll(difference, value => (byte)Math.Min(byte.MaxValue, gain * value));
        return new DifferenceMap(new RgbImage(a.Width, a.Height, amplified), gain);
    }

    /// <summary>The largest power of two that keeps nearly all samples in range.</summary>
    private static int GainOf(byte[] difference)
    {
        var counts = new long[byte.MaxValue + 1];
        foreach (var value in difference)
        {
            counts[value]++;
        }

        var (level, below) = (0, counts[0]);
        while (below < ShareInRange * difference.Length)
        {
            below += counts[++level];
        }

        var gain = MaxGain;
        while (gain > 1 && gain * level > byte.MaxValue)
        {
            gain /= 2;
        }

        return gain;
    }
}
