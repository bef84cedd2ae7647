using VaeGateway.Codec;
using VaeGateway.Imaging.Metrics;
using static VaeGateway.Imaging.Tests.SampleImages;

namespace VaeGateway.Imaging.Tests.Metrics;

public sealed class MetricsTests
{
    [Fact]
    public void Psnr_of_equal_images_is_infinite() =>
        Assert.Equal(double.PositiveInfinity, PeakSignalToNoise.Of(Noise(9, 7, 1), Noise(9, 7, 1)));

    [Fact]
    public void Psnr_of_an_error_of_one_everywhere_is_48_13_dB()
    {
        var a = new RgbImage(8, 8, new byte[192]);
        var b = new RgbImage(8, 8, [.. Enumerable.Repeat((byte)1, 192)]);

        Assert.Equal(48.1308, PeakSignalToNoise.Of(a, b), 4);
    }

    [Fact]
    public void Metrics_refuse_images_of_different_size() =>
        Assert.Throws<ArgumentException>(() => PeakSignalToNoise.Of(Noise(8, 8, 1), Noise(8, 9, 1)));

    [Fact]
    public void Worst_tile_finds_one_bad_corner()
    {
        var a = new RgbImage(100, 70, new byte[21_000]);
        var b = new RgbImage(100, 70, new byte[21_000]);
        b.Samples[^1] = 64; // the last pixel's blue

        // One error of 64 among 32 x 32 x 3 samples.
        Assert.Equal(10 * Math.Log10(255.0 * 255 * 3072 / 4096), WorstTile.WorstTilePsnr(a, b, 32), 9);
        Assert.True(PeakSignalToNoise.Of(a, b) > WorstTile.WorstTilePsnr(a, b, 32));
    }

    [Fact]
    public void Worst_tile_is_where_the_damage_is()
    {
        const int Width = 200;
        const int Height = 160;
        var a = Noise(Width, Height, 1);
        var b = Noise(Width, Height, 1);
        b.Samples[((150 * Width) + 195) * RgbImage.Channels] ^= 0x40;

        var tile = WorstTile.Find(a, b);

        Assert.Equal((Width - 64, Height - 64, 64, 64), (tile.X, tile.Y, tile.Width, tile.Height));
        Assert.Equal(WorstTile.WorstTilePsnr(a, b), tile.Psnr);
    }

    [Fact]
    public void Worst_tile_of_a_small_image_is_the_image() =>
        Assert.Equal(
            PeakSignalToNoise.Of(Noise(20, 10, 1), Noise(20, 10, 2)), WorstTile.WorstTilePsnr(Noise(20, 10, 1), Noise(20, 10, 2)), 9);

    [Fact]
    public void Ms_ssim_of_equal_images_is_one() =>
        Assert.Equal(1, MultiScaleStructuralSimilarity.Of(Noise(180, 200, 1), Noise(180, 200, 1)), 12);

    [Fact]
    public void Ms_ssim_needs_room_for_its_window() =>
        Assert.Throws<ArgumentException>(() => MultiScaleStructuralSimilarity.Of(Noise(175, 200, 1), Noise(175, 200, 1)));

    [Fact]
    public void Ms_ssim_agrees_with_a_reference()
    {
        // numpy 1.24 and scipy 1.10.1: the same definition by FFT convolution with the full 11 x 11 window.
        Assert.Equal(0.9759556601456859, MultiScaleStructuralSimilarity.Of(Pattern(0), Pattern(1)), 10);
        Assert.Equal(19.239168422297965, PeakSignalToNoise.Of(Pattern(0), Pattern(1)), 10);
    }

    [Fact]
    public void Ssimulacra_2_agrees_with_its_authors_program() =>
        Assert.Equal(44.02610140, Ssimulacra2.Of(Pattern(0), Pattern(1)), 0.1);

    [Fact]
    public void Worst_tiles_ssim_agrees_with_a_reference() =>
        Assert.Equal(0.8888432177839134, WorstTile.WorstTileSsim(Pattern(0), Pattern(1)), 10); // numpy and scipy, as above

    [Fact]
    public void Worst_tiles_ssim_needs_room_for_its_window() =>
        Assert.Equal(1, WorstTile.WorstTileSsim(Noise(200, 10, 1), Noise(200, 10, 2)));

    /// <summary>Stripes, checks and a parabola; <paramref name="error"/> times a little texture.</summary>
    private static RgbImage Pattern(int error)
    {
        const int Width = 203;
        const int Height = 181;
        var samples = new List<byte>();
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                samples.Add((byte)((x * 3) + (y * 2) + (error * (x * y % 17))));
                samples.Add((byte)(128 + (100 * (((x / 16) + (y / 8)) % 2)) + (error * (x % 5))));
                samples.Add((byte)((x * x / 50) + y + (error * (y % 7))));
            }
        }

        return new RgbImage(Width, Height, [.. samples]);
    }
}
