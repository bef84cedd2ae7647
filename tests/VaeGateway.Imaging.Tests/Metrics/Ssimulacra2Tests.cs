using VaeGateway.Codec;
using VaeGateway.Imaging.Metrics;
using static VaeGateway.Imaging.Tests.SampleImages;

namespace VaeGateway.Imaging.Tests.Metrics;

public sealed class Ssimulacra2Tests
{
    private const int Width = 203;
    private const int Height = 181;

    [Fact]
    public void Equal_images_score_100() => Assert.Equal(100, Ssimulacra2.Of(Noise(40, 50, 1), Noise(40, 50, 1)), 6);

    [Fact]
    public void It_needs_eight_pixels_a_side() => Assert.Throws<ArgumentException>(() => Ssimulacra2.Of(Noise(7, 50, 1), Noise(7, 50, 1)));

    // The scores of its author's program, version 2.1, which computes in single precision, of the same pixels as PNG files.
    [Fact]
    public void Banding_scores_as_by_the_authors_program() =>
        Assert.Equal(77.82224799, Ssimulacra2.Of(Waves((value, _, _) => value), Waves((value, _, _) => value & 0xF0)), 0.1);

    [Fact]
    public void Grain_scores_as_by_the_authors_program() =>
        Assert.Equal(
            91.33372776,
            Ssimulacra2.Of(Waves((value, _, _) => value), Waves((value, x, y) => value + (((x * 7) + (y * 13)) % 9) - 4)),
            0.1);

    [Fact]
    public void A_worse_image_scores_lower()
    {
        var original = Waves((value, _, _) => value);
        double[] scores = [.. new[] { 0xFC, 0xF8, 0xF0, 0xE0, 0xC0 }.Select(mask => Ssimulacra2.Of(original, Waves((value, _, _) => value & mask)))];

        Assert.Equal(scores.OrderDescending(), scores);
    }

    /// <summary>Triangle waves across the picture, each sample changed.</summary>
    private static RgbImage Waves(Func<int, int, int, int> change)
    {
        var samples = new List<byte>();
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                foreach (var wave in new[] { Triangle(x + y, 60), Triangle((2 * x) - y + 1000, 90), Triangle(x + (3 * y), 140) })
                {
                    samples.Add((byte)Math.Clamp(change(wave, x, y), 0, 255));
                }
            }
        }

        return new RgbImage(Width, Height, [.. samples]);
    }

    private static int Triangle(int at, int period) => Math.Abs((at % (2 * period)) - period) * 255 / period;
}
