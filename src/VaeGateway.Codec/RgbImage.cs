namespace VaeGateway.Codec;

/// <summary>An sRGB image: 8-bit samples, interleaved R, G, B, rows from top to bottom, without padding.</summary>
public sealed class RgbImage
{
    /// <summary>Samples per pixel.</summary>
    public const int Channels = 3;

    /// <summary>Wraps samples without copying them.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="samples">Exactly width × height × 3 bytes.</param>
    public RgbImage(int width, int height, byte[] samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (samples.LongLength != (long)width * height * Channels)
        {
            throw new ArgumentException(
                $"{width} x {height} RGB takes {(long)width * height * Channels} bytes, not {samples.LongLength}.", nameof(samples));
        }

        Width = width;
        Height = height;
        Samples = samples;
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>The samples, shape [height, width, 3].</summary>
    public byte[] Samples { get; }
}
