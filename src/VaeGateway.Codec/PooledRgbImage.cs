using System.Buffers;

namespace VaeGateway.Codec;

/// <summary>An sRGB image in rented memory: 8-bit samples, interleaved R, G, B, rows from top to bottom, without padding.</summary>
/// <remarks>
/// Dispose it when its pixels are drawn, and the next picture uses the same memory; after that the samples are another's. An image that is never
/// disposed costs its memory and nothing else.
/// </remarks>
public sealed class PooledRgbImage : IDisposable
{
    private readonly int _length;
    private byte[]? _rented;

    internal PooledRgbImage(LatentGeometry geometry)
    {
        Width = geometry.Width;
        Height = geometry.Height;
        _length = checked(Width * Height * RgbImage.Channels);
        _rented = ArrayPool<byte>.Shared.Rent(_length);
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>The samples, shape [height, width, 3].</summary>
    /// <exception cref="ObjectDisposedException">The image has been disposed.</exception>
    public ReadOnlyMemory<byte> Samples => Writable;

    internal Memory<byte> Writable => (_rented ?? throw new ObjectDisposedException(nameof(PooledRgbImage))).AsMemory(0, _length);

    /// <summary>Copies the pixels into an image that lives on.</summary>
    /// <exception cref="ObjectDisposedException">The image has been disposed.</exception>
    public RgbImage ToImage() => new(Width, Height, Samples.ToArray());

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
