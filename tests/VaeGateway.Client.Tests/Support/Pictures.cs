using VaeGateway.Codec;

namespace VaeGateway.Client.Tests.Support;

/// <summary>Pictures made by arithmetic.</summary>
internal static class Pictures
{
    public static RgbImage Create(int width, int height)
    {
        var samples = new byte[width * height * RgbImage.Channels];
        for (var i = 0; i < samples.Length; i++)
        {
            var (x, y, channel) = (i / RgbImage.Channels % width, i / RgbImage.Channels / width, i % RgbImage.Channels);
            samples[i] = (byte)(128 + (90 * Math.Sin((x / 17.0) + channel) * Math.Cos(y / 13.0)) + (x * y % 7));
        }

        return new RgbImage(width, height, samples);
    }
}
