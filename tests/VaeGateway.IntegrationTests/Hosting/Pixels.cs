using VaeGateway.Codec;
using VaeGateway.Imaging;

namespace VaeGateway.IntegrationTests.Hosting;

/// <summary>Compares images by what they show.</summary>
internal static class Pixels
{
    public static RgbImage Of(byte[] image) => ImageReader.Decode(image, new ImageLimits());

    /// <summary>Peak signal-to-noise ratio in dB; fails if the sizes differ.</summary>
    public static double Psnr(RgbImage a, RgbImage b)
    {
        Assert.Equal((a.Width, a.Height), (b.Width, b.Height));
        return 10 * Math.Log10(255.0 * 255.0 / a.Samples.Zip(b.Samples).Average(pair => Math.Pow(pair.First - pair.Second, 2)));
    }
}
